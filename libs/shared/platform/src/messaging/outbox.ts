import { Injectable } from '@nestjs/common';
import type { EventData, EventType } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { currentContext } from '../context/request-context.js';
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

/** Appends events to the outbox of the transaction at hand: they are sent if, and only if, it commits. */
@Injectable()
export class Outbox {
  /**
   * @param aggregate what the event is about; its events are numbered without gaps, in commit order
   * @throws TypeError when the data is not what the event's schema says, or the transaction has no organization
   */
  append<T extends EventType>(tx: Tx, event: T, aggregate: Aggregate, data: EventData<T>): Promise<void> {
    return this.appendAll(tx, event, [{ aggregate, data }]);
  }

  /**
   * As `append`, for many events of one type in two statements. No aggregate may occur twice.
   * @throws TypeError as `append` does; then none is appended
   */
  async appendAll<T extends EventType>(tx: Tx, event: T, facts: readonly Fact<EventData<T>>[]): Promise<void> {
    if (facts.length === 0) return;
    const drafts = facts.map((fact) => draftOf(tx, event, fact));
    const column = <K extends keyof Draft>(key: K): Draft[K][] => drafts.map((draft) => draft[key]);
    await tx.query(
      `WITH draft AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
                  AS d (id, org_id, aggregate, aggregate_id, payload)),
       numbered AS (
         INSERT INTO aggregate_version AS a (aggregate, aggregate_id, org_id, version)
         SELECT aggregate, aggregate_id, org_id, 1 FROM draft ORDER BY org_id, aggregate, aggregate_id
         ON CONFLICT (org_id, aggregate, aggregate_id) DO UPDATE SET version = a.version + 1
         RETURNING org_id, aggregate, aggregate_id, version)
       INSERT INTO outbox (id, org_id, aggregate, aggregate_id, version, type, type_version, payload, traceparent)
       SELECT d.id, d.org_id, d.aggregate, d.aggregate_id, n.version, $6, $7, d.payload::jsonb, $8
         FROM draft d JOIN numbered n USING (org_id, aggregate, aggregate_id) ORDER BY d.id`,
      [
        column('id'),
        column('orgId'),
        column('kind'),
        column('aggregateId'),
        column('payload'),
        event.type,
        event.version,
        currentContext()?.traceparent ?? null,
      ],
    );
    await tx.query('SELECT pg_notify($1, current_schema())', [OUTBOX_CHANNEL]);
    fp('outbox.after_append');
  }
}

interface Fact<Data> {
  aggregate: Aggregate;
  data: Data;
}

interface Draft {
  id: string;
  orgId: string;
  kind: string;
  aggregateId: string;
  payload: string;
}

function draftOf(tx: Tx, event: EventType, { aggregate, data }: Fact<unknown>): Draft {
  const orgId = aggregate.orgId ?? tx.orgId;
  if (orgId === null) throw new TypeError(`${event.type}: an event needs an organization`);
  const parsed = event.data.safeParse(data);
  if (!parsed.success) throw new TypeError(`${event.type}: ${parsed.error.issues[0]?.path.join('.')} is not valid`);
  const { kind, id: aggregateId } = aggregate;
  return { id: newId(), orgId, kind, aggregateId, payload: JSON.stringify(parsed.data) };
}
