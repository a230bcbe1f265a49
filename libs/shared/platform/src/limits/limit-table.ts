import pg from 'pg';

export const LIMIT_SCHEMA = 'bullmq';
/** BullMQ has a `rate_limit` of its own there. */
export const LIMIT_TABLE = 'throughline_limit';
/** Unlogged: counts of a minute need not outlive a crash. */
export const LIMIT_TABLE_SQL = `CREATE UNLOGGED TABLE IF NOT EXISTS ${LIMIT_SCHEMA}.${LIMIT_TABLE}
  (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`;

/** Makes the table of the rate limits beside the queues, whose role and schema it shares. Safe to race and to repeat. */
export async function migrateLimitTable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [LIMIT_TABLE]);
    await client.query(LIMIT_TABLE_SQL);
  } finally {
    await client.end();
  }
}
