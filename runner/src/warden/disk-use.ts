import { execFile } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KIB = 1_024;
/** To count is work for the disk: at most a tenth of the time. */
const PAUSE_FACTOR = 10;
/** Counted anew at the latest after so long, whatever the disk says. */
const AT_LATEST_MS = 60_000;

/**
 * What folders take of the disk. Counting them takes long, so they are counted when the disk as a whole has lost enough
 * since the last time that they could be over the limit.
 */
export class DiskUse {
  private counted = 0;
  private usedThen = 0;
  private nextAt = 0;
  private dueAt = 0;
  private isCounting = false;

  constructor(
    private readonly folders: readonly [string, ...string[]],
    private readonly limitBytes: number,
  ) {}

  /** Bytes as last counted; may start to count anew. */
  look(): number {
    const now = performance.now();
    const grown = usedOf(this.folders[0]) - this.usedThen;
    const mayBeOver = grown > 0 && this.counted + grown > this.limitBytes;
    if (!this.isCounting && now >= this.nextAt && (mayBeOver || now >= this.dueAt)) void this.count();
    return this.counted;
  }

  private async count(): Promise<void> {
    this.isCounting = true;
    const startedAt = performance.now();
    this.usedThen = usedOf(this.folders[0]);
    try {
      const { stdout } = await run('du', ['-skx', ...this.folders]);
      const sizes = stdout.trim().split('\n');
      this.counted = sizes.reduce((sum, line) => sum + Number.parseInt(line, 10) * KIB, 0);
    } catch {
      // What is removed while it is counted makes du say so; the next count tells.
    }
    const endedAt = performance.now();
    this.nextAt = endedAt + (endedAt - startedAt) * PAUSE_FACTOR;
    this.dueAt = endedAt + AT_LATEST_MS;
    this.isCounting = false;
  }
}

/** Bytes that are in use on the disk of a folder. */
function usedOf(folder: string): number {
  try {
    const { blocks, bfree, bsize } = statfsSync(folder);
    return (blocks - bfree) * bsize;
  } catch {
    return 0;
  }
}
