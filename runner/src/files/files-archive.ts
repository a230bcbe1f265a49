import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { create, extract, list, type ReadEntry, replace } from 'tar';
import { type Changes, isInside, pointsInside } from './changed-files.rules.js';

/** The list of what is gone, and the folder of what has changed: an archive holds nothing else. */
const DELETED = 'deleted';
const FILES = 'files';
const MAX_DELETED_BYTES = 32 * 1024 * 1024;
const KINDS = new Set(['File', 'OldFile', 'Directory', 'SymbolicLink']);

/** Two names of one file are packed as two files: a link in the archive would not say where it is in the workspace. */
class NoLinks extends Map<never, string> {
  override get(): undefined {
    return undefined;
  }
}

/**
 * Packs what was done to a workspace into a .tar.gz: modes and times as they are, no owners.
 * @param scratch an empty folder outside of the workspace
 * @returns where the archive is, in `scratch`
 */
export async function packChanges(root: string, scratch: string, { changed, deleted }: Changes): Promise<string> {
  const file = join(scratch, 'files.tar');
  await writeFile(join(scratch, DELETED), deleted.join('\0'));
  await create({ file, cwd: scratch, portable: true }, [DELETED]);
  const names = changed.map((path) => `./${path}`); // a name that begins with @ would be read as an archive
  const as = { portable: true, noDirRecurse: true, prefix: FILES, linkCache: new NoLinks() };
  if (names.length > 0) await replace({ file, cwd: root, ...as }, names);
  const packed = `${file}.gz`;
  await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(packed));
  await rm(file);
  return packed;
}

/**
 * Does to a workspace what an archive says was done to another. An archive comes from elsewhere: nothing of it is
 * written or removed outside of the workspace, through links neither, and one that wants to is refused.
 * @param isKept paths that stay as they are
 * @throws Error for an archive that is not one of `packChanges`
 */
export async function unpackChanges(
  archive: string,
  root: string,
  isKept: (path: string) => boolean = () => false,
): Promise<void> {
  const home = await realpath(root);
  for (const path of await deletedIn(archive)) if (!isKept(path)) await removeInside(home, path);
  await extract({
    ...{ file: archive, cwd: home, strip: 1, strict: true, preserveOwner: false },
    filter: (name, entry) => {
      if ('type' in entry) entry.mode = (entry.mode ?? 0o644) & 0o777; // nothing runs as somebody else
      return name !== DELETED && !isKept(pathOf(name));
    },
  });
}

/**
 * The paths that an archive removes, after all of it was looked at: nothing is done by one that is not as it should be.
 * @throws Error for what no archive of ours holds
 */
async function deletedIn(archive: string): Promise<string[]> {
  const chunks: Buffer[] = [];
  const strangers: string[] = [];
  // A listener that throws would be nobody's to catch.
  const onReadEntry = (entry: ReadEntry): void => {
    if (!isOurs(entry)) strangers.push(`holds ${JSON.stringify(entry.path)}`);
    else if (entry.path === DELETED) entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.resume();
  };
  await list({ file: archive, strict: true, onReadEntry });
  const paths = Buffer.concat(chunks)
    .toString()
    .split('\0')
    .filter((path) => path !== '');
  strangers.push(...paths.filter((path) => !isInside(path)).map((path) => `removes ${JSON.stringify(path)}`));
  if (strangers[0] !== undefined) throw new Error(`the archive ${strangers[0]}, which is not to be restored`);
  return paths;
}

function isOurs({ path: name, type, size, linkpath = '' }: ReadEntry): boolean {
  if (name === DELETED) return type === 'File' && size <= MAX_DELETED_BYTES;
  const path = pathOf(name);
  if (!name.startsWith(`${FILES}/`) || !isInside(path) || !KINDS.has(type)) return false;
  return type !== 'SymbolicLink' || pointsInside(path, linkpath);
}

const pathOf = (name: string): string => name.replace(/\/$/, '').slice(FILES.length + 1);

/** Of a path below a link that leads out of the workspace nothing is removed. */
async function removeInside(home: string, path: string): Promise<void> {
  const parent = await realpath(dirname(join(home, path))).catch(() => undefined);
  if (parent === undefined || !`${parent}${sep}`.startsWith(`${home}${sep}`)) return;
  await rm(join(home, path), { recursive: true, force: true });
}

/** A folder for packing and unpacking, emptied. */
export async function emptied(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
