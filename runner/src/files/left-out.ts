import { Masker } from '@throughline/kernel';
import { createReadStream } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside, type ListedFile, type Listing, pointsInside } from './changed-files.rules.js';

/**
 * What of changed files is not kept: devices and the like, links that lead out of the workspace, names that are no text,
 * and files that hold one of the secrets in any form in which a log would be masked.
 */
export async function leftOutOf(
  root: string,
  { changed, listing }: { changed: readonly string[]; listing: Listing },
  secrets: readonly string[],
): Promise<Set<string>> {
  const masker = secrets.length > 0 ? new Masker(secrets) : undefined;
  const leftOut = new Set<string>();
  for (const path of changed) {
    const kind = listing.get(path)?.kind ?? 'other';
    if (!isInside(path) || !(await isKeepable(kind, join(root, path), path, masker))) leftOut.add(path);
  }
  return leftOut;
}

async function isKeepable(
  kind: ListedFile['kind'],
  place: string,
  path: string,
  masker: Masker | undefined,
): Promise<boolean> {
  if (kind === 'link') return pointsInside(path, await readlink(place));
  if (kind === 'file') return !masker || !(await holdsSecret(place, masker));
  return kind === 'folder';
}

async function holdsSecret(file: string, masker: Masker): Promise<boolean> {
  const mask = masker.stream();
  for await (const chunk of createReadStream(file)) {
    mask.push(chunk as Buffer);
    if (mask.masks > 0) return true;
  }
  mask.end();
  return mask.masks > 0;
}
