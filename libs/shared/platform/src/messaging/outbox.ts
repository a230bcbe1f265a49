import { Injectable } from '@nestjs/common';
import type { EventData, EventType } from '@throughline/contracts';
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
    const rows = await tx.query<{ version: number }>(
      `INSERT INTO aggregate_version AS a (aggregate, aggregate_id, org_id, version) VALUES ($1, $2, $3, 1)
       ON CONFLICT (org_id, aggregate, aggregate_id) DO UPDATE SET version = a.version + 1 RETURNING version`,
      [aggregate.kind, aggregate.id, orgId],
    );
    const id = newId();
    const traceparent = currentContext() ? createdMessage({ id, type: event.type, orgId }) : null;
    await tx.query(
      `INSERT INTO outbox (id, org_id, aggregate, aggregate_id, version, type, type_version, payload, traceparent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        orgId,
        aggregate.kind,
        aggregate.id,
        rows[0]?.version,
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
