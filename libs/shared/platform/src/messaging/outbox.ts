import { Injectable } from '@nestjs/common';
import { consumersOf, type EventData, type EventType } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { currentContext, type RequestContext, runInContext } from '../context/request-context.js';
import { combined } from '../database/combined.js';
import { together } from '../database/together.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { appendStatement } from './outbox-statement.js';
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
  payload: string;
  traceparent: string | null;
}

interface Appended {
  event: EventType;
  row: Row;
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
    await tx.query(appendStatement(consumersOf(event.type)), [
      rows.map(({ id }) => id),
      rows.map(({ org_id }) => org_id),
      rows.map(({ aggregate }) => aggregate),
      rows.map(({ aggregate_id }) => aggregate_id),
      rows.map(({ payload }) => payload),
      rows.map(({ traceparent }) => traceparent),
      event.type,
      event.version,
    ]);
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
    payload: JSON.stringify(parsed.data),
    traceparent,
  };
}
