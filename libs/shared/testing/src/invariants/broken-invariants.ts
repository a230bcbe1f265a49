import { consumersOf, EVENT_CATALOG } from '@throughline/contracts';
import { deliveryInvariants } from './delivery-invariants.js';
import { foreignKeyInvariants, leaseInvariants, type Query, tenancyInvariants } from './schema-invariants.js';

export interface InvariantScope {
  /** One statement as somebody who sees every row. Nothing is written. */
  query: Query;
  /** The schemas of the services whose tables are in this database. */
  schemas: readonly string[];
  /** Tables in which a key must occur once, whatever was delivered how often: `billing.note` by `org_id, text`. */
  effects?: readonly { table: string; key: string }[];
}

/**
 * What must be true of the data whatever was killed, frozen, emptied or delivered twice (reliability, end of §4). Call
 * it when everything has come to rest.
 * @returns a sentence for each kind of row that breaks an invariant; empty when all hold
 */
export async function brokenInvariants({ query, schemas, effects = [] }: InvariantScope): Promise<string[]> {
  const consumers = EVENT_CATALOG.map(({ event }) => ({ type: event.type, consumers: [...consumersOf(event.type)] }));
  const found = await Promise.all([
    ...schemas.flatMap((schema) => [
      deliveryInvariants(query, schema, { schemas, consumers }),
      tenancyInvariants(query, schema),
      foreignKeyInvariants(query, schema),
      leaseInvariants(query, schema),
    ]),
    ...effects.map(({ table, key }) => repeated(query, table, key)),
  ]);
  return found.flat();
}

async function repeated(query: Query, table: string, key: string): Promise<string[]> {
  const [row] = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${table} GROUP BY ${key} HAVING count(*) > 1) AS twice`,
  );
  return row?.count ? [`${table}: ${row.count} keys (${key}) have more than one effect`] : [];
}
