import { Injectable } from '@nestjs/common';
import { consumersOf, type EventData, type EventType } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { currentContext } from '../context/request-context.js';
import { createdMessage } from '../tracing/message-spans.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';

export interface Aggregate {
  /** What it is, in one word of the vocabulary: `execution`, `deployment`. */
  kind: string;
  id: string;
  /** Only where the transaction has no organization of its own (SystemTx). */
  orgId?: string | null;
}

/** Channel on which a commit with events wakes the relay; only a hint, the relay polls as well. */
export const OUTBOX_CHANNEL = 'outbox';

/** For each consumer the version of the last event it reads, and of the one before. */
type LastOf = Record<string, [before: number, last: number]>;

/** Appends events to the outbox of the transaction at hand: they are sent if, and only if, it commits. */
@Injectable()
export class Outbox {
  /**
   * @param aggregate what the event is about; its events are numbered without gaps, in commit order
   * @throws TypeError when the data is not what the event's schema says, or the transaction has no organization
   */
  async append<T extends EventType>(tx: Tx, event: T, aggregate: Aggregate, data: EventData<T>): Promise<void> {
    const orgId = aggregate.orgId ?? tx.orgId;
    if (orgId === null) throw new TypeError(`${event.type}: an event needs an organization`);
    const parsed = event.data.safeParse(data);
    if (!parsed.success) throw new TypeError(`${event.type}: ${parsed.error.issues[0]?.path.join('.')} is not valid`);
    const { version, follows } = await nextVersion(tx, event.type, { ...aggregate, orgId });
    fp('outbox.after_version');
    const id = newId();
    const traceparent = currentContext() ? createdMessage({ id, type: event.type, orgId }) : null;
    await tx.query(
      `INSERT INTO outbox (id, org_id, aggregate, aggregate_id, version, follows, type, type_version, payload, traceparent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        orgId,
        aggregate.kind,
        aggregate.id,
        version,
        JSON.stringify(follows),
        event.type,
        event.version,
        JSON.stringify(parsed.data),
        traceparent,
      ],
    );
    await tx.query('SELECT pg_notify($1, current_schema())', [OUTBOX_CHANNEL]);
    fp('outbox.after_append');
  }
}

/**
 * Counts the aggregate up, under its row's lock. A consumer does not read every event of an aggregate, so "the one
 * before" is counted for each of them apart.
 */
async function nextVersion(
  tx: Tx,
  type: string,
  { kind, id, orgId }: Aggregate,
): Promise<{ version: number; follows: Record<string, number> }> {
  const consumers = consumersOf(type);
  const first = Object.fromEntries(consumers.map((consumer) => [consumer, [0, 1]]));
  const rows = await tx.query<{ version: number; last_of: LastOf }>(
    `INSERT INTO aggregate_version AS a (aggregate, aggregate_id, org_id, version, last_of) VALUES ($1, $2, $3, 1, $4)
     ON CONFLICT (org_id, aggregate, aggregate_id) DO UPDATE
       SET version = a.version + 1,
           last_of = a.last_of || coalesce((
             SELECT jsonb_object_agg(c, jsonb_build_array(coalesce((a.last_of -> c ->> 1)::int, 0), a.version + 1))
               FROM unnest($5::text[]) AS c), '{}')
     RETURNING version, last_of`,
    [kind, id, orgId, JSON.stringify(first), consumers],
  );
  const row = rows[0];
  if (!row) throw new Error(`no version of ${kind} ${id}`);
  const follows = consumers.map((consumer) => [consumer, row.last_of[consumer]?.[0] ?? 0] as const);
  return { version: row.version, follows: Object.fromEntries(follows) };
}
