import { consumersOf } from '@throughline/contracts';
import type { Tx } from '../database/tx.js';

/** For each consumer the version of the last event it reads, and of the one before. */
type LastOf = Record<string, [before: number, last: number]>;

interface NumberedAggregate {
  orgId: string;
  kind: string;
  aggregateId: string;
}

export interface Numbered {
  version: number;
  /** For each consumer of the event the version of the aggregate's event that it read before this one; 0 for none. */
  follows: Record<string, number>;
}

interface Row {
  org_id: string;
  aggregate: string;
  aggregate_id: string;
  version: number;
  last_of: LastOf;
}

/**
 * Counts aggregates up, each under its row's lock, taken in one order. A consumer does not read every event of an
 * aggregate, so "the one before" is counted for each of them apart.
 * @returns the numbers in the order of the aggregates
 */
export async function numberEvents(
  tx: Tx,
  type: string,
  aggregates: readonly NumberedAggregate[],
): Promise<Numbered[]> {
  const consumers = consumersOf(type);
  const first = Object.fromEntries(consumers.map((consumer) => [consumer, [0, 1]]));
  const rows = await tx.query<Row>(
    `INSERT INTO aggregate_version AS a (aggregate, aggregate_id, org_id, version, last_of)
     SELECT aggregate, aggregate_id, org_id, 1, $4::jsonb
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS d (org_id, aggregate, aggregate_id)
      ORDER BY org_id, aggregate, aggregate_id
     ON CONFLICT (org_id, aggregate, aggregate_id) DO UPDATE
       SET version = a.version + 1,
           last_of = a.last_of || coalesce((
             SELECT jsonb_object_agg(c, jsonb_build_array(coalesce((a.last_of -> c ->> 1)::int, 0), a.version + 1))
               FROM unnest($5::text[]) AS c), '{}')
     RETURNING org_id, aggregate, aggregate_id, version, last_of`,
    [
      aggregates.map(({ orgId }) => orgId),
      aggregates.map(({ kind }) => kind),
      aggregates.map(({ aggregateId }) => aggregateId),
      JSON.stringify(first),
      consumers,
    ],
  );
  const found = new Map(rows.map((row) => [keyOf(row.org_id, row.aggregate, row.aggregate_id), row]));
  return aggregates.map(({ orgId, kind, aggregateId }) => {
    const row = found.get(keyOf(orgId, kind, aggregateId));
    if (!row) throw new Error(`no version of ${kind} ${aggregateId}`);
    const follows = consumers.map((consumer) => [consumer, row.last_of[consumer]?.[0] ?? 0] as const);
    return { version: row.version, follows: Object.fromEntries(follows) };
  });
}

const keyOf = (...parts: string[]): string => parts.join('\u0000');
