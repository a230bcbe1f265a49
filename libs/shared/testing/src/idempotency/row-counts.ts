import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { TestDatabase } from '../test-database.js';

/** How far events have come, which goes on by itself; an event too many shows in the outbox. */
const PROGRESS = ['outbox_delivery', 'inbox_acknowledgement', 'delivery_attempt'];
/** So often in a row the counts have to be the same. */
const STEADY = 15;

/**
 * How many rows each table of a schema has, but for those that keep the idempotency keys themselves: when the counts are
 * steady, as what a command set going in the background has happened by then.
 */
export async function settledRowCounts(db: TestDatabase, schema: string): Promise<Record<string, number>> {
  const { client, release } = await db.connect();
  try {
    const statement = await countStatement(client, schema);
    let last = '';
    for (let same = 0; ;) {
      const { rows } = await client.query<{ counts: Record<string, number> }>(statement);
      const counts = rows[0]?.counts ?? {};
      const text = JSON.stringify(counts);
      same = text === last ? same + 1 : 0;
      if (same === STEADY) return counts;
      last = text;
    }
  } finally {
    release();
  }
}

/** All tables in one statement, which is planned once for a connection: it runs thousands of times. */
async function countStatement(client: PoolClient, schema: string): Promise<{ name: string; text: string }> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'idempotency%' AND table_name <> ALL ($2)
      ORDER BY 1`,
    [schema, PROGRESS],
  );
  const counts = rows.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS count FROM ${schema}.${name}`);
  const text = `SELECT json_object_agg(name, count) AS counts FROM (${counts.join(' UNION ALL ')}) AS every_table`;
  return { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text };
}
