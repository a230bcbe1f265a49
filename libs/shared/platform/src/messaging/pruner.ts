import { Injectable } from '@nestjs/common';
import { SystemTx } from '../database/system-tx.js';
import { fp } from '../faults/fault-point.js';

const BATCH = 1_000;
const batchOf = (table: string, key: string, rule: string): string =>
  `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${rule} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
   RETURNING 1`;

/** What has served its time. The inbox outlives every re-drive, and an event whose delivery is open is never deleted. */
const OLD = [
  batchOf('inbox', 'consumer, event_id', `processed_at < clock_timestamp() - interval '30 days'`),
  batchOf(
    'outbox',
    'id',
    // 72 hours are what an emptied queue gets again; the rest is margin.
    `published_at < clock_timestamp() - interval '84 hours'
     AND NOT EXISTS (SELECT FROM outbox_delivery d WHERE d.event_id = outbox.id)`,
  ),
  batchOf(
    'delivery_attempt',
    'id',
    `started_at < clock_timestamp() - interval '30 days'
     AND NOT EXISTS (SELECT FROM dead_letter l WHERE l.consumer = delivery_attempt.consumer
                      AND l.event_id = delivery_attempt.event_id AND l.state IN ('open', 'replaying'))`,
  ),
];

/** Deletes old rows, a thousand in a transaction, so that nothing waits for it. */
@Injectable()
export class Pruner {
  constructor(private readonly systemTx: SystemTx) {}

  /** Deletes everything that is old. Resolves to the number of rows. */
  async prune(stopping?: AbortSignal): Promise<number> {
    let deleted = 0;
    for (const sql of OLD) {
      for (let batch = BATCH; batch === BATCH && !stopping?.aborted; deleted += batch) {
        batch = await this.systemTx.run(async (tx) => {
          const rows = await tx.query(sql);
          fp('prune.before_commit');
          return rows.length;
        });
      }
    }
    return deleted;
  }
}
