import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Job, LogLine } from '../server/protocol.js';
import { persist } from '../server/persist.js';
import { RefusedError } from '../server/refused-error.js';
import type { RunnerHttpClient } from '../server/runner-http-client.js';

const BATCH_LINES = 500;
const BATCH_BYTES = 256 * 1024;
const BATCH_MS = 200;

interface Delivery {
  client: RunnerHttpClient;
  job: Job;
  logger: Logger;
  /** Aborted when nobody wants the job's log any more. */
  signal: AbortSignal;
  /** Called when the server says that the job is no longer ours. */
  onStale: () => void;
  /** How many of the lines that will be pushed the server has by now: an earlier run of this runner sent them. */
  offset: number;
}

/**
 * Sends a job's log lines in order, each exactly once: the server counts them, and says where to go on after an
 * answer was lost. What waits is bounded by the limit of the step's output.
 */
export class LogShipper {
  private waiting: LogLine[] = [];
  private offset: number;
  private toSkip: number;
  private closing = false;
  private wake: () => void = () => undefined;
  private readonly done: Promise<void>;

  constructor(private readonly delivery: Delivery) {
    this.offset = delivery.offset;
    this.toSkip = delivery.offset;
    this.done = this.ship();
  }

  push(line: LogLine): void {
    if (this.toSkip > 0) {
      this.toSkip -= 1;
      return;
    }
    this.waiting.push(line);
    if (this.waiting.length >= BATCH_LINES) this.wake();
  }

  /** Resolves when the server has every line that it takes, or the delivery is aborted. */
  async close(): Promise<void> {
    this.closing = true;
    this.wake();
    await this.done;
  }

  private async ship(): Promise<void> {
    // Nobody may be waiting for the end yet when it fails.
    this.delivery.signal.addEventListener('abort', () => this.wake(), { once: true });
    for (;;) {
      await this.pause();
      if (this.delivery.signal.aborted) return;
      while (this.waiting.length > 0) await this.sendBatch();
      if (this.closing) return;
    }
  }

  private async pause(): Promise<void> {
    if (this.closing || this.waiting.length >= BATCH_LINES) return;
    const early = new AbortController();
    this.wake = () => early.abort();
    await delay(BATCH_MS, undefined, { signal: early.signal }).catch(() => undefined);
  }

  private async sendBatch(): Promise<void> {
    const { client, job, signal, logger } = this.delivery;
    const batch = firstBatch(this.waiting);
    try {
      const call = (): Promise<{ nextOffset: number }> => client.log(job, this.offset, batch, signal);
      const { nextOffset } = await persist(call, signal, (err) =>
        logger.warn({ err }, 'log lines wait for the server'),
      );
      this.advance(nextOffset);
    } catch (error) {
      if (signal.aborted) {
        this.waiting = [];
        return;
      }
      this.onRefused(error, batch.length);
    }
  }

  private onRefused(error: unknown, lines: number): void {
    const refused = error instanceof RefusedError ? error : undefined;
    if (refused?.isStale) this.delivery.onStale();
    const expected = refused?.problem.expectedOffset;
    if (expected !== undefined && expected !== this.offset) return this.advance(expected);
    this.delivery.logger.warn({ err: error }, 'the server does not take these log lines');
    this.waiting.splice(0, lines); // the step's result matters more than its log
  }

  /** The server has all lines before `next`. */
  private advance(next: number): void {
    this.waiting.splice(0, Math.max(0, next - this.offset));
    this.offset = next;
  }
}

function firstBatch(lines: LogLine[]): LogLine[] {
  let bytes = 0;
  const end = lines
    .slice(0, BATCH_LINES)
    .findIndex((line) => (bytes += Buffer.byteLength(line.text) + 64) > BATCH_BYTES);
  return lines.slice(0, end === -1 ? BATCH_LINES : Math.max(1, end));
}
