import { Inject, Injectable } from '@nestjs/common';
import { consumersOf, type Envelope } from '@throughline/contracts';
import type { Queue } from 'bullmq';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { sendingMessages } from '../tracing/message-spans.js';
import type { QueueBackend } from './queue-backend.js';
import { eventQueue, jobId, QUEUE_BACKEND } from './queue-names.js';

interface OutboxRow {
  id: string;
  org_id: string;
  aggregate: string;
  aggregate_id: string;
  version: number;
  type: string;
  type_version: number;
  payload: unknown;
  traceparent: string | null;
  created_at: Date;
  redrive: number;
}

const BATCH = 200;
const ENQUEUE_LIMIT_MS = 2_000;
const KEEP = { removeOnComplete: { age: 3_600, count: 1_000 }, removeOnFail: { age: 7 * 86_400 }, attempts: 12 };

/**
 * Moves committed events from the outbox to the queues of their consumers. Any number may run: rows are
 * taken by SKIP LOCKED and marked in the same transaction, so a crash in between repeats and never loses.
 */
@Injectable()
export class Relay {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly systemTx: SystemTx,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Publishes everything that waits. Resolves to the number of events sent. */
  async drain(): Promise<number> {
    let sent = 0;
    for (;;) {
      const batch = await this.systemTx.run((tx) => this.publishBatch(tx));
      sent += batch;
      if (batch < BATCH) return sent;
    }
  }

  /** How many events wait and for how long, for the metrics. */
  lag(): Promise<{ waiting: number; oldestMs: number }> {
    return this.systemTx.run(async (tx) => {
      const rows = await tx.query<{ waiting: number; oldest_ms: number }>(
        `SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM clock_timestamp() - min(created_at)) * 1000, 0)::int AS oldest_ms
         FROM outbox WHERE published_at IS NULL`,
      );
      return { waiting: rows[0]?.waiting ?? 0, oldestMs: rows[0]?.oldest_ms ?? 0 };
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
  }

  private async publishBatch(tx: Tx): Promise<number> {
    const rows = await tx.query<OutboxRow>(
      `SELECT * FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    );
    if (rows.length === 0) return 0;
    fp('relay.before_enqueue');
    await sendingMessages(rows.map(envelopeOf), () => withLimit(this.enqueue(rows), ENQUEUE_LIMIT_MS));
    fp('relay.after_enqueue');
    await tx.query('UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY($1)', [
      rows.map((row) => row.id),
    ]);
    fp('relay.before_commit');
    return rows.length;
  }

  private async enqueue(rows: OutboxRow[]): Promise<void> {
    const jobs = new Map<string, Parameters<Queue['addBulk']>[0]>();
    for (const row of rows) {
      for (const consumer of consumersOf(row.type)) {
        const name = eventQueue(consumer);
        const job = {
          name: row.type,
          data: envelopeOf(row),
          opts: { ...KEEP, jobId: jobId(row.id, row.redrive), backoff: { type: 'custom' } },
        };
        jobs.set(name, [...(jobs.get(name) ?? []), job]);
      }
    }
    await Promise.all([...jobs].map(([name, bulk]) => this.queue(name).addBulk(bulk)));
    this.logger.debug({ events: rows.length }, 'events published');
  }

  private queue(name: string): Queue {
    const existing = this.queues.get(name);
    if (existing) return existing;
    const queue = this.backend.queue(name);
    this.queues.set(name, queue);
    return queue;
  }
}

function envelopeOf(row: OutboxRow): Envelope {
  return {
    id: row.id,
    type: row.type,
    version: row.type_version,
    occurredAt: row.created_at.toISOString(),
    orgId: row.org_id,
    aggregateId: row.aggregate_id,
    aggregateVersion: row.version,
    traceparent: row.traceparent,
    data: row.payload,
  };
}

async function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from the queue within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
