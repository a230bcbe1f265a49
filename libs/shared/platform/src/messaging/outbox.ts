import { Injectable } from '@nestjs/common';
import type { EventData, EventType } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { currentContext } from '../context/request-context.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { createdMessage } from '../tracing/message-spans.js';
import { type Numbered, numberEvents } from './aggregate-versions.js';

export interface Aggregate {
  /** What it is, in one word of the vocabulary: `execution`, `deployment`. */
  kind: string;
  id: string;
  /** Only where the transaction has no organization of its own (SystemTx). */
  orgId?: string | null;
}

interface Fact<Data> {
  aggregate: Aggregate;
  data: Data;
}

interface Draft {
  orgId: string;
  kind: string;
  aggregateId: string;
  payload: string;
}

/** Channel on which a commit with events wakes the relay; only a hint, the relay polls as well. */
export const OUTBOX_CHANNEL = 'outbox';

const APPEND = `WITH appended AS (
    INSERT INTO outbox (id, org_id, aggregate, aggregate_id, version, follows, payload, traceparent, type, type_version)
    SELECT id, org_id, aggregate, aggregate_id, version, follows::jsonb, payload::jsonb, traceparent, $9, $10
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[])
           AS d (id, org_id, aggregate, aggregate_id, version, follows, payload, traceparent))
  SELECT pg_notify($11, current_schema())`;

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
   * As `append`, for many events of one type in as many statements as for one. No aggregate may occur twice.
   * @throws TypeError as `append` does; then none is appended
   */
  async appendAll<T extends EventType>(tx: Tx, event: T, facts: readonly Fact<EventData<T>>[]): Promise<void> {
    if (facts.length === 0) return;
    const drafts = facts.map((fact) => draftOf(tx, event, fact));
    const numbers = await numberEvents(tx, event.type, drafts);
    fp('outbox.after_version');
    await tx.query(APPEND, [...columnsOf(event, drafts, numbers), event.type, event.version, OUTBOX_CHANNEL]);
    fp('outbox.after_append');
  }
}

function columnsOf(event: EventType, drafts: readonly Draft[], numbers: readonly Numbered[]): unknown[][] {
  const isTraced = currentContext() !== undefined;
  const ids = drafts.map(() => newId());
  const traces = drafts.map(({ orgId }, at) =>
    isTraced ? createdMessage({ id: ids[at] ?? '', type: event.type, orgId }) : null,
  );
  return [
    ids,
    drafts.map(({ orgId }) => orgId),
    drafts.map(({ kind }) => kind),
    drafts.map(({ aggregateId }) => aggregateId),
    numbers.map(({ version }) => version),
    numbers.map(({ follows }) => JSON.stringify(follows)),
    drafts.map(({ payload }) => payload),
    traces,
  ];
}

function draftOf(tx: Tx, event: EventType, { aggregate, data }: Fact<unknown>): Draft {
  const orgId = aggregate.orgId ?? tx.orgId;
  if (orgId === null) throw new TypeError(`${event.type}: an event needs an organization`);
  const parsed = event.data.safeParse(data);
  if (!parsed.success) throw new TypeError(`${event.type}: ${parsed.error.issues[0]?.path.join('.')} is not valid`);
  return { orgId, kind: aggregate.kind, aggregateId: aggregate.id, payload: JSON.stringify(parsed.data) };
}
