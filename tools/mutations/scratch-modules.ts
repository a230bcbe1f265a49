import { existsSync, globSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Our own packages in node_modules: links to where they are in the checkout. */
const OWN = '@throughline';
/** What tools remember of the checkout that they ran in. */
const REMEMBERED = new Set(['.cache', '.throughline-lock']);

/**
 * Gives the copy of a checkout the same packages, by links. Our own are the copy's: a process that is started from its
 * build runs its code, and not that of the checkout.
 */
export function linkModules(root: string, copy: string): void {
  const [from, to] = [join(root, 'node_modules'), join(copy, 'node_modules')];
  mkdirSync(join(to, OWN), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== OWN && !REMEMBERED.has(name)) symlinkSync(join(from, name), join(to, name));
  }
  for (const name of readdirSync(join(from, OWN))) {
    symlinkSync(readlinkSync(join(from, OWN, name)), join(to, OWN, name));
  }
  // A workspace keeps packages of its own where another version lies at the root.
  for (const own of globSync('{*,*/*,*/*/*}/node_modules', { cwd: root, exclude: ['node_modules/**'] })) {
    const target = join(copy, own);
    if (existsSync(dirname(target)) && !existsSync(target)) symlinkSync(join(root, own), target);
  }
}
