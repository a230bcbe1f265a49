import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes an empty mirror unless there is one. `make` does so in the folder that it is given, beside the mirror's own, and
 * the whole is moved: several processes may come at once, and one that is killed leaves nothing in the way of the next.
 */
export async function ensureMirror(mirror: string, make: (folder: string) => Promise<unknown>): Promise<void> {
  if (await isMirror(mirror)) return;
  const draft = `${mirror}.${randomUUID()}`;
  await mkdir(dirname(mirror), { recursive: true });
  try {
    await make(draft);
    await rename(draft, mirror).catch(async (error: unknown) => {
      if (await isMirror(mirror)) return; // another process was faster
      await rm(mirror, { recursive: true, force: true }); // half of one, of a process that was killed
      await rename(draft, mirror).catch(() => Promise.reject(error as Error));
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Removes the locks in a mirror that no living git holds: those last written `lifeMs` before `now`, which is a time of the
 * same file system. A git that is killed leaves its locks, and no later one could write what they stand for.
 */
export async function removeStaleLocks(mirror: string, now: number, lifeMs: number): Promise<void> {
  const [own, refs] = await Promise.all([
    readdir(mirror),
    readdir(join(mirror, 'refs'), { recursive: true }).catch(() => []),
  ]);
  const locks = [...own, ...refs.map((path) => join('refs', path))].filter((path) => path.endsWith('.lock'));
  for (const path of locks.map((lock) => join(mirror, lock))) {
    const writtenAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now, // given back meanwhile
    );
    if (now - writtenAt > lifeMs) await rm(path, { force: true });
  }
}

/** What git writes last when it makes a repository is there. */
const isMirror = (folder: string): Promise<boolean> =>
  access(join(folder, 'config')).then(
    () => true,
    () => false,
  );
