import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of this runner, as its package says. */
export const VERSION = read();

function read(): string {
  const file = join(import.meta.dirname, '..', 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
