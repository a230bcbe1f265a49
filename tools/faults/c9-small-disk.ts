import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MIB = 1024 * 1024;

/** A disk of a test's own that can be full. */
export interface SmallDisk {
  folder: string;
  /** Fills it up to the last `mib`. */
  leave(mib: number): void;
  freeMib(): number;
  /** Makes it larger, as an operator would. */
  grow(toMib: number): void;
  unmount(): void;
}

/** Mounts one; the reason when this process may not: it takes root, and a kernel that lets this root mount. */
export function mountSmallDisk(mib: number): SmallDisk | string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-disk-'));
  const refusal = run('mount', '-t', 'tmpfs', '-o', `size=${mib}m,mode=755`, 'tmpfs', folder);
  if (refusal !== '') {
    rmdirSync(folder);
    return refusal;
  }
  const freeMib = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return (bavail * bsize) / MIB;
  };
  return {
    folder,
    freeMib,
    leave: (rest) => writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.floor((freeMib() - rest) * MIB))),
    grow: (toMib) => refuse(run('mount', '-o', `remount,size=${toMib}m`, folder)),
    unmount: () => {
      refuse(run('umount', folder));
      rmdirSync(folder);
    },
  };
}

/** What the program says against it; empty when it did it. */
function run(program: string, ...argv: string[]): string {
  const { status, stderr, error } = spawnSync(program, argv, { encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? '' : `${program}: ${stderr.trim() || `exit ${status}`}`;
}

function refuse(reason: string): void {
  if (reason !== '') throw new Error(reason);
}
