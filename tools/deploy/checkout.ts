import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A file of the checkout, by its path relative to the root. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
