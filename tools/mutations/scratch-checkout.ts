import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { linkModules } from './scratch-modules.ts';

export interface ScratchCheckout {
  path: string;
  remove(): void;
}

/** A copy of the checkout's tracked files as they are now, with the same dependencies: what is broken there harms nobody. */
export function scratchCheckout(root: string): ScratchCheckout {
  const path = mkdtempSync(join(tmpdir(), 'throughline-mutation-'));
  for (const file of trackedFiles(root)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    cpSync(join(root, file), join(path, file), { force: true });
  }
  linkModules(root, path);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function trackedFiles(root: string): string[] {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (listed.status !== 0) throw new Error(`git ls-files: ${listed.stderr}`);
  return listed.stdout.split('\0').filter((file) => file !== '');
}
