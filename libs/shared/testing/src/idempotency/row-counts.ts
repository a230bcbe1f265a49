import type { TestDatabase } from '../test-database.js';

/** How far events have come, which goes on by itself; an event too many shows in the outbox. */
const PROGRESS = ['outbox_delivery', 'inbox_acknowledgement', 'delivery_attempt'];
/** So often in a row the counts have to be the same. */
const STEADY = 15;

/** How many rows each table of a schema has, but for those that keep the idempotency keys themselves. */
async function rowCounts(db: TestDatabase, schema: string): Promise<Record<string, number>> {
  const tables = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'idempotency%' AND table_name <> ALL ($2)
      ORDER BY 1`,
    [schema, PROGRESS],
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const rows = await db.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${schema}.${name}`);
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}

/** The counts once they are steady: what a command set going in the background has happened by then. */
export async function settledRowCounts(db: TestDatabase, schema: string): Promise<Record<string, number>> {
  let last = '';
  for (let same = 0; ;) {
    const counts = await rowCounts(db, schema);
    const text = JSON.stringify(counts);
    same = text === last ? same + 1 : 0;
    if (same === STEADY) return counts;
    last = text;
  }
}
