import { Inject, Injectable } from '@nestjs/common';
import type { Consumer } from '@throughline/contracts';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { eventsRedriven } from '../health/delivery-metrics.js';
import type { ServiceManifest } from '../service-manifest.js';
import { EventQueues } from './event-queues.js';
import { MANIFEST } from './manifest-token.js';
import { envelopeOf, type OutboxRow } from './outbox-rows.js';
import { eventJob, jobId } from './queue-names.js';
import { nextLookMs } from './redrive.rules.js';

const BATCH = 200;

/**
 * Whether a consumer says which events it holds. The gateway does not: it has no database, and an event that it misses
 * costs a cached exchange that ends by itself within seconds.
 */
export const isTracked = (consumer: Consumer): boolean => consumer !== 'gateway';

interface DueRow extends OutboxRow {
  consumer: Consumer;
  attempt: number;
}

/** Published events that a consumer does not hold yet: given to its queue again when they are overdue there. */
@Injectable()
export class OutboxDeliveries {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly queues: EventQueues,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
  ) {}

  /** Re-drives what is overdue and no longer in the consumer's queue. Resolves to the number of events re-driven. */
  async redriveDue(stopping?: AbortSignal): Promise<number> {
    let redriven = 0;
    for (;;) {
      const batch = await this.systemTx.run((tx) => this.redriveBatch(tx));
      redriven += batch.redriven;
      if (batch.looked < BATCH || stopping?.aborted) return redriven;
    }
  }

  /** Makes every unacknowledged event of the last `windowMs` due at once: the queue has lost what it held. */
  async dueAgain(tx: Tx, windowMs: number): Promise<void> {
    await tx.query(
      `UPDATE outbox_delivery SET next_action_at = clock_timestamp()
        WHERE published_at > clock_timestamp() - $1 * interval '1 millisecond'`,
      [windowMs],
    );
  }

  private async redriveBatch(tx: Tx): Promise<{ looked: number; redriven: number }> {
    const due = await tx.query<DueRow>(
      `SELECT o.*, d.consumer, d.redrive AS attempt FROM outbox_delivery d JOIN outbox o ON o.id = d.event_id
        WHERE d.next_action_at <= clock_timestamp() ORDER BY d.next_action_at LIMIT ${BATCH} FOR UPDATE OF d SKIP LOCKED`,
    );
    if (due.length === 0) return { looked: 0, redriven: 0 };
    fp('sweep.after_claim');
    const held = await Promise.all(due.map((row) => this.queues.holds(row.consumer, jobId(row.id, row.attempt))));
    const lost = due.filter((_, i) => !held[i]);
    await this.queues.add(
      lost.map((row) => ({
        to: row.consumer,
        job: eventJob(envelopeOf(row, this.manifest.name, row.consumer), row.attempt + 1),
      })),
    );
    fp('sweep.after_enqueue');
    await this.lookLater(tx, due, new Set(lost));
    eventsRedriven.inc({ cause: 'unacknowledged' }, lost.length);
    fp('sweep.before_commit');
    return { looked: due.length, redriven: lost.length };
  }

  /** What is still in the queue has lost nothing and is merely looked at again. */
  private async lookLater(tx: Tx, due: DueRow[], lost: Set<DueRow>): Promise<void> {
    const attempts = due.map((row) => row.attempt + (lost.has(row) ? 1 : 0));
    await tx.query(
      `UPDATE outbox_delivery d SET redrive = n.redrive, next_action_at = clock_timestamp() + n.ms * interval '1 millisecond'
         FROM unnest($1::uuid[], $2::text[], $3::int[], $4::float8[]) AS n (event_id, consumer, redrive, ms)
        WHERE d.event_id = n.event_id AND d.consumer = n.consumer`,
      [
        due.map((row) => row.id),
        due.map((row) => row.consumer),
        attempts,
        attempts.map((attempt) => nextLookMs(attempt, this.config.REDRIVE_AFTER_MS)),
      ],
    );
  }
}
