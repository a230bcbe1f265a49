import { closeSync, existsSync, openSync, readSync, watch } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type Frame, FrameReader } from './frames.js';
import type { StepEnd } from './step-end.rules.js';
import type { StepRecord } from './step-record.js';

/** The runner stops; the step goes on, and the runner's next start takes it up again. */
export class LeftRunningError extends Error {}

export interface FollowOptions {
  /** Whether the step's warden lives. */
  isAlive: () => boolean;
  onFrame: (frame: Frame) => void;
  /** Aborting it tells the warden to end the step; it is followed to that end. */
  ending: AbortSignal;
  /** Aborting it ends the following and nothing else. */
  leaving: AbortSignal;
}

const READ_BYTES = 256 * 1024;
const LOOK_MS = 250;
const LOST: StepEnd = { cause: 'lost', exitCode: -1, signalName: null, message: null };

/**
 * Gives a step's output from its beginning, as it comes, and resolves to how the step ended.
 * @throws LeftRunningError when `leaving` was aborted first
 */
export async function follow(record: StepRecord, options: FollowOptions): Promise<StepEnd> {
  const changes = new Changes(record.folder, AbortSignal.any([options.ending, options.leaving]));
  const output = new OutputTail(record.outputFile, options.onFrame);
  let isTold = false;
  try {
    for (;;) {
      const isAlive = options.isAlive();
      const end = record.ended() ?? (isAlive ? undefined : LOST);
      output.read();
      if (end) return end;
      if (options.leaving.aborted) throw new LeftRunningError('the runner stops');
      isTold ||= options.ending.aborted && tell(record);
      await changes.next();
    }
  } finally {
    changes.close();
    output.close();
  }
}

/** False when the warden has not appeared yet. */
function tell(record: StepRecord): boolean {
  const { pid = 0 } = record.warden() ?? {};
  if (pid <= 1) return false;
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has just ended.
  }
  return true;
}

/** Reads what is new of a growing record of output. */
class OutputTail {
  private readonly frames = new FrameReader();
  private readonly buffer = Buffer.alloc(READ_BYTES);
  private handle: number | undefined;
  private position = 0;

  constructor(
    private readonly file: string,
    private readonly onFrame: (frame: Frame) => void,
  ) {}

  read(): void {
    if (this.handle === undefined && !existsSync(this.file)) return;
    this.handle ??= openSync(this.file, 'r');
    for (;;) {
      const length = readSync(this.handle, this.buffer, 0, READ_BYTES, this.position);
      if (length === 0) return;
      this.position += length;
      for (const frame of this.frames.push(Buffer.from(this.buffer.subarray(0, length)))) this.onFrame(frame);
    }
  }

  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
  }
}

/** Tells that something in a folder may have changed: when the system says so, and every so often besides. */
class Changes {
  private readonly watcher: ReturnType<typeof watch>;
  private hint = new AbortController();

  constructor(
    folder: string,
    private readonly signal: AbortSignal,
  ) {
    this.watcher = watch(folder, () => this.hint.abort());
    this.watcher.on('error', () => undefined); // then the clock has to do
    signal.addEventListener('abort', this.wake);
  }

  async next(): Promise<void> {
    await delay(LOOK_MS, undefined, { signal: this.hint.signal }).catch(() => undefined);
    this.hint = new AbortController();
  }

  close(): void {
    this.watcher.close();
    this.signal.removeEventListener('abort', this.wake);
  }

  private readonly wake = (): void => this.hint.abort();
}
