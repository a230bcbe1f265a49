import type { TestDatabase } from '../test-database.js';

/** How many rows each table of a schema has, but for those that keep the idempotency keys themselves. */
async function rowCounts(db: TestDatabase, schema: string): Promise<Record<string, number>> {
  const tables = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'idempotency%' ORDER BY 1`,
    [schema],
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const rows = await db.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${schema}.${name}`);
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}

/** The counts once two readings in a row agree: what a command set going in the background has happened by then. */
export async function settledRowCounts(db: TestDatabase, schema: string): Promise<Record<string, number>> {
  let last = '';
  for (;;) {
    const counts = await rowCounts(db, schema);
    if (JSON.stringify(counts) === last) return counts;
    last = JSON.stringify(counts);
  }
}
