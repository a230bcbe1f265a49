import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { OBSERVABILITY_CONFIG, type ObservabilityConfig } from '../observability.config.js';
import { CommittedLines } from './committed-lines.js';
import { refuseIngest } from './ingest.errors.js';
import type { LogEntry, StoredEntry } from './log-entry.js';
import { LogWriter } from './log-writer.js';

interface Waiting {
  entries: LogEntry[];
  bytes: number;
  done: () => void;
  failed: (error: unknown) => void;
}

export const FLUSH_ROWS = 5_000;
const FLUSH_BYTES = 4 * 1024 * 1024;
/** What a line costs in memory beside its texts. */
const ROW_BYTES = 256;

/**
 * One queue for all requests of the process: whatever waits when a connection becomes free is one commit. There is no
 * timer: a single request is written at once, many share a commit because they arrive while one is under way.
 */
@Injectable()
export class GroupCommit implements BeforeApplicationShutdown {
  private readonly waiting: Waiting[] = [];
  private waitingBytes = 0;
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly writer: LogWriter,
    private readonly committed: CommittedLines,
    @Inject(OBSERVABILITY_CONFIG) private readonly config: ObservabilityConfig,
  ) {}

  /** Resolves once the entries are committed. Rejects with `ingest_busy` when too much waits already. */
  write(entries: LogEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (this.waitingBytes + bytes > this.config.INGEST_QUEUE_BYTES) return Promise.reject(refuseIngest('ingest_busy'));
    return new Promise((done, failed) => {
      this.waiting.push({ entries, bytes, done, failed });
      this.waitingBytes += bytes;
      this.pump();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private pump(): void {
    while (this.waiting.length > 0 && this.running.size < this.config.INGEST_CONNECTIONS) {
      const told = this.committed.open();
      const lane = this.flush(this.takeBatch()).then((stored) => {
        this.running.delete(lane);
        this.pump();
        told(stored);
      });
      this.running.add(lane);
    }
  }

  private takeBatch(): Waiting[] {
    let rows = 0;
    let bytes = 0;
    const count = this.waiting.findIndex((request) => {
      rows += request.entries.length;
      bytes += request.bytes;
      return rows > FLUSH_ROWS || bytes > FLUSH_BYTES;
    });
    // The first request always goes, however large: the body limit has bounded it.
    return this.waiting.splice(0, count === -1 ? this.waiting.length : Math.max(1, count));
  }

  /** Commits the requests together; when that fails, each half by itself, so that a bad one fails alone. Never rejects. */
  private async flush(batch: Waiting[]): Promise<StoredEntry[]> {
    try {
      const stored = await this.writer.write(batch.flatMap((request) => request.entries));
      batch.forEach((request) => this.settle(request, request.done));
      return stored;
    } catch (error) {
      return this.flushApart(batch, error);
    }
  }

  private async flushApart(batch: Waiting[], error: unknown): Promise<StoredEntry[]> {
    if (batch.length <= 1) {
      batch.forEach((request) => this.settle(request, () => request.failed(error)));
      return [];
    }
    const middle = Math.ceil(batch.length / 2);
    const first = await this.flush(batch.slice(0, middle));
    return [...first, ...(await this.flush(batch.slice(middle)))];
  }

  private settle(request: Waiting, answer: () => void): void {
    this.waitingBytes -= request.bytes;
    answer();
  }
}

function sizeOf(entry: LogEntry): number {
  const meta = entry.meta === null ? 0 : JSON.stringify(entry.meta).length;
  return entry.message.length + meta + ROW_BYTES;
}
