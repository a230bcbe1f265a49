import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from '../result/result.ts';
import { median } from '../statistics/summary.ts';

const SYNCS = 50;

/** What the figures were taken on; `folder` is where the time of an fdatasync is measured. RAM in GiB. */
export function describeHost(folder: string): BenchResult['host'] {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    ram: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    fdatasync_us: Math.round(fdatasyncUs(folder)),
  };
}

function fdatasyncUs(folder: string): number {
  const path = join(folder, 'fdatasync');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(8_192);
  const times = Array.from({ length: SYNCS }, () => {
    writeSync(file, block);
    const start = performance.now();
    fdatasyncSync(file);
    return (performance.now() - start) * 1_000;
  });
  closeSync(file);
  rmSync(path);
  return median(times);
}

/** The commit that was measured, `-dirty` behind it when the checkout holds more. */
export function commitOf(root: string): string {
  const git = (...argv: string[]): string =>
    execFileSync('git', ['-c', 'safe.directory=*', ...argv], { cwd: root, encoding: 'utf8' }).trim();
  const isDirty = git('status', '--porcelain', '--untracked-files=no') !== '';
  return git('rev-parse', 'HEAD') + (isDirty ? '-dirty' : '');
}
