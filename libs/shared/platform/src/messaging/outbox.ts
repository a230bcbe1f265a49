import { Injectable } from '@nestjs/common';
import { consumersOf, type EventData, type EventType } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { currentContext, type RequestContext, runInContext } from '../context/request-context.js';
import { combined } from '../database/combined.js';
import { together } from '../database/together.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { createdMessage } from '../tracing/message-spans.js';

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
  /** The request that it comes of, where that is not the one at hand. */
  context?: RequestContext | undefined;
}

interface Row {
  id: string;
  org_id: string;
  aggregate: string;
  aggregate_id: string;
  payload: unknown;
  traceparent: string | null;
}

interface Appended {
  event: EventType;
  row: Row;
}

/** Channel on which a commit with events wakes the relay; only a hint, the relay polls as well. */
export const OUTBOX_CHANNEL = 'outbox';

// Aggregates are counted up each under its row's lock, taken in one order. A consumer does not read every event of an
// aggregate, so what an event follows, "the one before", is counted for each of them apart: `last_of` has the version of
// the event before and of the last one, by consumer.
const APPEND = `WITH consumers AS (SELECT name FROM jsonb_array_elements_text($2::jsonb) AS name),
  d AS (
    SELECT id, org_id, aggregate, aggregate_id, payload, traceparent FROM jsonb_to_recordset($1::jsonb)
      AS d (id uuid, org_id uuid, aggregate text, aggregate_id text, payload jsonb, traceparent text)),
  numbered AS (
    INSERT INTO aggregate_version AS a (aggregate, aggregate_id, org_id, version, last_of)
    SELECT aggregate, aggregate_id, org_id, 1, coalesce((SELECT jsonb_object_agg(name, '[0, 1]'::jsonb) FROM consumers), '{}')
      FROM d ORDER BY org_id, aggregate, aggregate_id
    ON CONFLICT (org_id, aggregate, aggregate_id) DO UPDATE
      SET version = a.version + 1,
          last_of = a.last_of || coalesce((
            SELECT jsonb_object_agg(name, jsonb_build_array(coalesce((a.last_of -> name ->> 1)::int, 0), a.version + 1))
              FROM jsonb_array_elements_text($2::jsonb) AS name), '{}')
    RETURNING org_id, aggregate, aggregate_id, version, last_of)
  INSERT INTO outbox (id, org_id, aggregate, aggregate_id, version, follows, payload, traceparent, type, type_version)
  SELECT d.id, org_id, aggregate, aggregate_id, version,
      coalesce((SELECT jsonb_object_agg(name, coalesce((last_of -> name ->> 0)::int, 0)) FROM consumers), '{}'),
      d.payload, d.traceparent, $3, $4
    FROM d JOIN numbered USING (org_id, aggregate, aggregate_id)`;

/** Appends events to the outbox of the transaction at hand: they are sent if, and only if, it commits. */
@Injectable()
export class Outbox {
  /**
   * @param aggregate what the event is about; its events are numbered without gaps, in commit order
   * @throws TypeError when the data is not what the event's schema says, or the transaction has no organization
   */
  async append<T extends EventType>(tx: Tx, event: T, aggregate: Aggregate, data: EventData<T>): Promise<void> {
    await this.each(tx, { event, row: rowOf(tx, event, { aggregate, data }) });
  }

  /**
   * As `append`, for many events of one type in as many statements as for one. No aggregate may occur twice.
   * @throws TypeError as `append` does; then none is appended
   */
  async appendAll<T extends EventType>(tx: Tx, event: T, of: readonly Fact<EventData<T>>[]): Promise<void> {
    const rows = of.map((fact) => rowOf(tx, event, fact));
    if (rows.length > 0) await this.write(tx, event, rows);
  }

  private readonly each = combined<Appended, void>(async (tx, appended) => {
    await together(portionsOf(appended).map(({ event, rows }) => this.write(tx, event, rows)));
    return appended.map(() => undefined);
  });

  private async write(tx: Tx, event: EventType, rows: readonly Row[]): Promise<void> {
    const consumers = JSON.stringify(consumersOf(event.type));
    await tx.query(APPEND, [JSON.stringify(rows), consumers, event.type, event.version]);
    tx.hint(OUTBOX_CHANNEL);
    fp('outbox.after_append');
  }
}

/** What a statement can append: events of one type, and no aggregate twice. The events of an aggregate stay in order. */
function portionsOf(appended: readonly Appended[]): { event: EventType; rows: Row[] }[] {
  const portions: { event: EventType; rows: Row[] }[] = [];
  for (const { event, row } of appended) {
    const last = portions.findLastIndex(({ rows }) => rows.some((other) => isOfSame(other, row)));
    const portion = portions.slice(last + 1).find((one) => one.event === event);
    if (portion) portion.rows.push(row);
    else portions.push({ event, rows: [row] });
  }
  return portions;
}

const isOfSame = (one: Row, other: Row): boolean =>
  one.aggregate_id === other.aggregate_id && one.aggregate === other.aggregate && one.org_id === other.org_id;

function rowOf(tx: Tx, event: EventType, { aggregate, data, context = currentContext() }: Fact<unknown>): Row {
  const orgId = aggregate.orgId ?? tx.orgId;
  if (orgId === null) throw new TypeError(`${event.type}: an event needs an organization`);
  const parsed = event.data.safeParse(data);
  if (!parsed.success) throw new TypeError(`${event.type}: ${parsed.error.issues[0]?.path.join('.')} is not valid`);
  const id = newId();
  const traceparent = context ? runInContext(context, () => createdMessage({ id, type: event.type, orgId })) : null;
  return {
    id,
    org_id: orgId,
    aggregate: aggregate.kind,
    aggregate_id: aggregate.id,
    payload: parsed.data,
    traceparent,
  };
}
