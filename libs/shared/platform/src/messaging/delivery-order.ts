import { type Envelope, envelopeSchema } from '@throughline/contracts';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { type AggregateKey, aggregateOf } from './order.rules.js';

const KEY = 'org_id = $1 AND consumer = $2 AND source = $3 AND aggregate = $4 AND aggregate_id = $5';

/** The version of the aggregate's last ordered event that was applied, 0 before the first; locked until the commit. */
export async function lockLastVersion(tx: Tx, consumer: string, event: Envelope): Promise<number> {
  const rows = await tx.query<{ last_version: number }>(
    `INSERT INTO inbox_order AS o (org_id, consumer, source, aggregate, aggregate_id, type, last_version)
     VALUES ($1, $2, $3, $4, $5, '', 0)
     ON CONFLICT (org_id, consumer, source, aggregate, aggregate_id, type) DO UPDATE SET last_version = o.last_version
     RETURNING last_version`,
    keyOf(consumer, event),
  );
  fp('order.after_lock');
  return rows[0]?.last_version ?? 0;
}

/** Moves the aggregate on to the event; what was parked behind it may follow. */
export async function moveOn(tx: Tx, consumer: string, event: Envelope): Promise<void> {
  await tx.query(`UPDATE inbox_order SET last_version = $6 WHERE ${KEY} AND type = '' AND last_version < $6`, [
    ...keyOf(consumer, event),
    event.aggregateVersion,
  ]);
}

/** Notes the event as the newest of its type and aggregate; false when a newer one was applied before. */
export async function claimNewest(tx: Tx, consumer: string, event: Envelope): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO inbox_order AS o (org_id, consumer, source, aggregate, aggregate_id, type, last_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (org_id, consumer, source, aggregate, aggregate_id, type) DO UPDATE
       SET last_version = excluded.last_version WHERE o.last_version < excluded.last_version
     RETURNING last_version`,
    [...keyOf(consumer, event), event.type, event.aggregateVersion],
  );
  return rows.length > 0;
}

/** Keeps an event that came before its predecessor. */
export async function park(tx: Tx, consumer: string, event: Envelope): Promise<void> {
  await tx.query(
    `INSERT INTO inbox_parked (org_id, consumer, source, aggregate, aggregate_id, event_id, version, follows, type, envelope)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (consumer, event_id) DO NOTHING`,
    [
      ...keyOf(consumer, event),
      event.id,
      event.aggregateVersion,
      event.follows ?? 0,
      event.type,
      JSON.stringify(event),
    ],
  );
  fp('order.after_park');
}

export async function unpark(tx: Tx, consumer: string, eventId: string): Promise<void> {
  await tx.query('DELETE FROM inbox_parked WHERE consumer = $1 AND event_id = $2', [consumer, eventId]);
}

/** The parked event whose turn it is after the given one. */
export async function nextParked(tx: Tx, consumer: string, after: Envelope): Promise<Envelope | undefined> {
  const rows = await tx.query<{ envelope: unknown }>(
    `SELECT envelope FROM inbox_parked WHERE ${KEY} AND follows <= $6 ORDER BY version LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [...keyOf(consumer, after), after.aggregateVersion],
  );
  return envelopeSchema.safeParse(rows[0]?.envelope).data as Envelope | undefined;
}

function keyOf(consumer: string, event: Envelope): string[] {
  const { source, aggregate, aggregateId }: AggregateKey = aggregateOf(event);
  return [event.orgId, consumer, source, aggregate, aggregateId];
}
