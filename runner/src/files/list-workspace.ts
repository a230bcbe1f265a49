import type { BigIntStats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedFile } from './changed-files.rules.js';

/** More than that is not kept: looking at it would take longer than most steps. */
export const MAX_FILES = 200_000;

/**
 * Everything in a workspace. A file's print is its size, inode and the time of its last change of any kind, which no
 * program can set: whatever was written to it, replaced or turned into another kind has another one.
 * @throws Error in words for more than `MAX_FILES`, or for what cannot be read
 */
export async function listWorkspace(root: string): Promise<Map<string, ListedFile>> {
  const found = new Map<string, ListedFile>();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const names = await readdir(join(root, folder));
    const at = folder === '' ? '' : `${folder}/`;
    const stats = await Promise.all(names.map((name) => lstat(join(root, at, name), { bigint: true }).catch(isGone)));
    for (const [index, name] of names.entries()) {
      const stat = stats[index];
      if (!stat) continue;
      const listed = listedAs(stat, name);
      found.set(`${at}${name}`, listed);
      if (listed.kind === 'folder') folders.push(`${at}${name}`);
    }
    if (found.size > MAX_FILES) throw new Error(`the workspace has more than ${MAX_FILES} files`);
  }
  return found;
}

function listedAs(stat: BigIntStats, name: string): ListedFile {
  const kind = kindOf(stat, name);
  const mode = (stat.mode & 0o777n).toString(8);
  // A folder changes with each of its entries, which are looked at themselves.
  const print = kind === 'folder' ? `folder ${mode}` : `${kind} ${mode} ${stat.size} ${stat.ino} ${stat.ctimeNs}`;
  return { kind, print, sizeBytes: Number(stat.size) };
}

function kindOf(stat: BigIntStats, name: string): ListedFile['kind'] {
  if (name.includes('\uFFFD')) return 'other'; // a name that is no text stands for another one
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'folder';
  return stat.isSymbolicLink() ? 'link' : 'other';
}

/** Steps beside this one may remove what was there a moment ago. */
function isGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
