import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sourceFiles } from './source-files.ts';

/** Beside the packages: a fresh clone has neither them nor a build. */
const STAMP = 'node_modules/.cache/throughline/build.json';

interface Stamp {
  sources: string;
}

/** A digest of names and contents of all sources. Times do not count: a clone touches every file. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of sourceFiles(root)) {
    hash.update(`\0${path}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

/** True when the last finished build was of these sources and its outputs are still there. */
export function isFresh(root: string, outputs: string[]): boolean {
  return readStamp(root)?.sources === sourceHash(root) && outputs.every((path) => existsSync(join(root, path)));
}

/** To be called with the hash taken before the build: a file edited meanwhile makes the next start build again. */
export function markBuilt(root: string, sources: string): void {
  const stamp: Stamp = { sources };
  mkdirSync(dirname(join(root, STAMP)), { recursive: true });
  writeFileSync(join(root, STAMP), JSON.stringify(stamp));
}

export function forgetBuild(root: string): void {
  rmSync(join(root, STAMP), { force: true });
}

function readStamp(root: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(join(root, STAMP), 'utf8')) as Stamp;
  } catch {
    return undefined;
  }
}
