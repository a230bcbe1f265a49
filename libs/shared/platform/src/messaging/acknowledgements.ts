import { Injectable } from '@nestjs/common';
import { type Consumer, CONSUMERS, type Envelope } from '@throughline/contracts';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { EventQueues } from './event-queues.js';
import { acknowledgedJob, type Acknowledged } from './queue-names.js';

const BATCH = 1_000;

/**
 * Notes, in the transaction that makes it true, that this consumer holds the event: as an effect, parked or as a dead
 * letter. Its producer stops re-publishing it.
 */
export async function acknowledge(tx: Tx, consumer: string, event: Envelope): Promise<void> {
  if (event.source === undefined) return;
  await tx.query(
    `INSERT INTO inbox_acknowledgement (consumer, event_id, org_id, source) VALUES ($1, $2, $3, $4)
     ON CONFLICT (consumer, event_id) DO NOTHING`,
    [consumer, event.id, event.orgId, event.source],
  );
}

interface AcknowledgementRow {
  consumer: string;
  event_id: string;
  source: string;
}

/** Sends acknowledgements back to the producers, many in one job, and takes those of our own events. */
@Injectable()
export class Acknowledgements {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly queues: EventQueues,
  ) {}

  /** Sends everything that waits. A crash in between sends it again, which changes nothing. */
  async flush(stopping?: AbortSignal): Promise<void> {
    while ((await this.systemTx.run((tx) => this.sendBatch(tx))) === BATCH && !stopping?.aborted);
  }

  /** The consumer holds these events: they are not re-published to it any more. */
  async apply({ consumer, eventIds }: Acknowledged): Promise<void> {
    await this.systemTx.run(async (tx) => {
      await tx.query('DELETE FROM outbox_delivery WHERE consumer = $1 AND event_id = ANY($2)', [consumer, eventIds]);
      fp('acknowledgement.before_delete_commit');
    });
    fp('acknowledgement.after_delete_commit');
  }

  private async sendBatch(tx: Tx): Promise<number> {
    const rows = await tx.query<AcknowledgementRow>(
      `DELETE FROM inbox_acknowledgement WHERE (consumer, event_id) IN (
         SELECT consumer, event_id FROM inbox_acknowledgement ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING consumer, event_id, source`,
    );
    if (rows.length === 0) return 0;
    fp('acknowledgement.before_enqueue');
    await this.queues.add(jobsOf(rows));
    fp('acknowledgement.after_enqueue');
    return rows.length;
  }
}

function jobsOf(rows: AcknowledgementRow[]) {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.source, row.consumer]));
  return [...groups.values()].flatMap((group) => {
    const { source, consumer } = group[0] ?? { source: '', consumer: '' };
    if (!isConsumer(source)) return [];
    return [{ to: source, job: acknowledgedJob({ consumer, eventIds: group.map((row) => row.event_id) }) }];
  });
}

const isConsumer = (name: string): name is Consumer => CONSUMERS.some((consumer) => consumer === name);
