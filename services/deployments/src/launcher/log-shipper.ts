import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from './ingest-http.js';
import type { LogEntry } from './log-line.js';

const BATCH_LINES = 200;
const BATCH_CHARACTERS = 256 * 1024;
const MAX_WAITING = 10_000;
const PAUSE_MS = 200;
const RETRY = { firstMs: 250, maxMs: 10_000 };

type Post = (batch: readonly LogEntry[]) => Promise<Delivery>;

/**
 * Sends lines in batches, in order, and keeps what could not be sent yet. Bounded: when more than 10,000 lines wait
 * the oldest are given up, and a line says how many.
 */
export class LogShipper {
  private waiting: LogEntry[] = [];
  private dropped = 0;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;
  private ending = false;

  constructor(private readonly post: Post) {}

  add(entry: LogEntry): void {
    this.waiting.push(entry);
    if (this.waiting.length > MAX_WAITING) {
      this.waiting.shift();
      this.dropped += 1;
    }
    this.schedule(PAUSE_MS);
  }

  /** Sends what waits, for at most `limitMs`. */
  async end(limitMs: number): Promise<void> {
    this.ending = true;
    clearTimeout(this.timer);
    const limit = new AbortController();
    const late = new Promise<void>((resolve) => limit.signal.addEventListener('abort', () => resolve()));
    const timer = setTimeout(() => limit.abort(), limitMs);
    while ((this.waiting.length > 0 || this.sending) && !limit.signal.aborted) {
      await Promise.race([this.send(), late]);
      if (this.failures > 0) await pause(RETRY.firstMs);
    }
    clearTimeout(timer);
  }

  private schedule(delayMs: number): void {
    if (this.ending) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.send();
    }, delayMs);
  }

  /** One batch at a time: lines arrive in the order in which they were written. */
  private send(): Promise<void> {
    this.sending ??= this.sendBatch().finally(() => {
      this.sending = undefined;
      if (this.waiting.length > 0) this.schedule(this.failures > 0 ? retryDelayMs(this.failures) : 0);
    });
    return this.sending;
  }

  private async sendBatch(): Promise<void> {
    const batch = this.takeBatch();
    if (batch.length === 0) return;
    const delivery = await this.post(batch);
    this.failures = delivery === 'again' ? this.failures + 1 : 0;
    if (delivery === 'again') this.waiting = [...batch, ...this.waiting].slice(-MAX_WAITING);
  }

  private takeBatch(): LogEntry[] {
    if (this.dropped > 0) this.waiting.unshift(this.dropNotice());
    let characters = 0;
    let count = 0;
    for (const entry of this.waiting.slice(0, BATCH_LINES)) {
      characters += JSON.stringify(entry).length;
      if (count > 0 && characters > BATCH_CHARACTERS) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private dropNotice(): LogEntry {
    const message = `${this.dropped} lines were dropped because log ingest could not take them`;
    this.dropped = 0;
    return { timestamp: new Date().toISOString(), level: 'warn', message };
  }
}

function retryDelayMs(failures: number): number {
  return Math.min(RETRY.maxMs, RETRY.firstMs * 2 ** Math.min(failures - 1, 10));
}
