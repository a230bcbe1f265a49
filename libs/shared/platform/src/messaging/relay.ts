import { Inject, Injectable } from '@nestjs/common';
import { consumersOf } from '@throughline/contracts';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { anyOf } from '../database/any-of.js';
import { SystemTx } from '../database/system-tx.js';
import { together } from '../database/together.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import type { ServiceManifest } from '../service-manifest.js';
import { sendingMessages, type TracedMessage } from '../tracing/message-spans.js';
import { type AddressedJob, EventQueues } from './event-queues.js';
import { MANIFEST } from './manifest-token.js';
import { envelopeOf, type OutboxRow } from './outbox-rows.js';
import { isTracked } from './outbox-deliveries.js';
import { eventJob } from './queue-names.js';

const BATCH = 200;
const WAITING = `SELECT id, org_id, aggregate, aggregate_id, version, follows, type, type_version, payload, traceparent,
    created_at, redrive FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;

/**
 * Moves committed events from the outbox to the queues of their consumers. Any number may run: rows are
 * taken by SKIP LOCKED and marked in the same transaction, so a crash in between repeats and never loses.
 */
@Injectable()
export class Relay {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly queues: EventQueues,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Publishes everything that waits. Resolves to the number of events sent. */
  async drain(stopping?: AbortSignal): Promise<number> {
    let sent = 0;
    for (;;) {
      const batch = await this.systemTx.run((tx) => this.publishBatch(tx));
      fp('relay.after_commit');
      sent += batch;
      if (batch < BATCH || stopping?.aborted) return sent;
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

  private async publishBatch(tx: Tx): Promise<number> {
    const rows = await tx.query<OutboxRow>(WAITING, []);
    if (rows.length === 0) return 0;
    fp('relay.before_enqueue');
    await sendingMessages(rows.map(messageOf), () => this.queues.add(rows.flatMap((row) => this.jobsOf(row))));
    fp('relay.after_enqueue');
    await together([
      this.expectAcknowledgement(tx, rows),
      tx.query(`UPDATE outbox SET published_at = clock_timestamp() WHERE id = ${anyOf('$1')}`, [
        rows.map(({ id }) => id),
      ]),
    ]);
    fp('relay.after_expect');
    fp('relay.before_commit');
    this.logger.debug({ events: rows.length }, 'events published');
    return rows.length;
  }

  private jobsOf(row: OutboxRow): AddressedJob[] {
    return consumersOf(row.type).map((to) => ({
      to,
      job: eventJob(envelopeOf(row, this.manifest.name, to), row.redrive),
    }));
  }

  /** From now on the sweeper watches that each consumer says it holds the event. */
  private async expectAcknowledgement(tx: Tx, rows: OutboxRow[]): Promise<void> {
    const expected = rows.flatMap((row) =>
      consumersOf(row.type)
        .filter(isTracked)
        .map((consumer) => ({ consumer, row })),
    );
    if (expected.length === 0) return;
    await tx.query(
      `INSERT INTO outbox_delivery (event_id, consumer, org_id, redrive, next_action_at)
       SELECT d.event_id, d.consumer, d.org_id, d.redrive, clock_timestamp() + $5 * interval '1 millisecond'
         FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::int[]) AS d (event_id, consumer, org_id, redrive)
       ON CONFLICT (event_id, consumer) DO NOTHING`,
      [
        expected.map(({ row }) => row.id),
        expected.map(({ consumer }) => consumer),
        expected.map(({ row }) => row.org_id),
        expected.map(({ row }) => row.redrive),
        this.config.REDRIVE_AFTER_MS,
      ],
    );
  }
}

const messageOf = ({ id, type, org_id, traceparent }: OutboxRow): TracedMessage => ({
  id,
  type,
  orgId: org_id,
  traceparent,
});
