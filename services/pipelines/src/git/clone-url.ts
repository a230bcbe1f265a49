import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type CloneUrlVerdict = { path: string } | { refusal: string };

const MALFORMED = 'The clone URL is not a URL.';
const NOT_YET =
  'Only repositories on the machine of this installation can be used for now: a file:// URL below one of its GIT_LOCAL_ROOTS. https and ssh are not supported yet.';
const OUTSIDE =
  'There is no repository at this path below the folders that this installation allows (GIT_LOCAL_ROOTS).';

/**
 * Where the repository lies on this machine, or why its URL is refused. Links are followed before the path is held
 * against the roots; ask again before each use, the disk may have changed. What is outside and what does not exist
 * get the same answer.
 */
export async function checkCloneUrl(cloneUrl: string, roots: readonly string[]): Promise<CloneUrlVerdict> {
  const url = URL.parse(cloneUrl);
  if (!url) return { refusal: /^[\w.-]+@[\w.-]+:/.test(cloneUrl) ? NOT_YET : MALFORMED };
  if (url.protocol !== 'file:') return { refusal: NOT_YET };
  const path = pathOf(url);
  const real = path === undefined ? undefined : await realpath(path).catch(() => undefined);
  if (real === undefined) return { refusal: OUTSIDE };
  for (const root of roots) {
    const realRoot = await realpath(root).catch(() => resolve(root));
    if (isInside(realRoot, real)) return { path: real };
  }
  return { refusal: OUTSIDE };
}

/** A file URL with a host, an encoded slash or a NUL names no path of ours. */
function pathOf(url: URL): string | undefined {
  try {
    const path = fileURLToPath(url);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

function isInside(root: string, path: string): boolean {
  const inner = relative(root, path);
  return inner !== '' && !inner.startsWith('..') && !isAbsolute(inner);
}
