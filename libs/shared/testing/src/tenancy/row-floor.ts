import pg from 'pg';
import type { TestDatabase } from '../test-database.js';

interface Floor {
  schema: string;
  /** An organization that has rows in as many tables as may be. */
  owner: string;
  /** Another one. */
  stranger: string;
}

/** What a session may say of itself; none of these is the owner's organization. */
const CLAIMS: Record<string, (floor: Floor) => string[]> = {
  'without an organization': () => [],
  'with an empty organization': () => [`SELECT set_config('app.org_id', '', true)`],
  'as another organization': ({ stranger }) => [`SELECT set_config('app.org_id', '${stranger}', true)`],
};

const ATTEMPTS: Record<string, (table: string) => string> = {
  reads: (table) => `SELECT count(*)::int AS rows FROM ${table} WHERE org_id = $1`,
  changes: (table) => `WITH hit AS (UPDATE ${table} SET org_id = org_id WHERE org_id = $1 RETURNING 1)
    SELECT count(*)::int AS rows FROM hit`,
  deletes: (table) =>
    `WITH hit AS (DELETE FROM ${table} WHERE org_id = $1 RETURNING 1) SELECT count(*)::int AS rows FROM hit`,
};

/**
 * T2: as the service's own role, on every table that has rows of `owner`: without an organization, with an empty one and
 * as a stranger, nothing of the owner is read, changed or deleted. Refusals by privilege or trigger count as right.
 * @returns what was wrong; also when no table had rows, which would prove nothing
 */
export async function rowFloorViolations(db: TestDatabase, floor: Floor): Promise<string[]> {
  const tables = await tablesWithRowsOf(db, floor);
  if (tables.length === 0) return ['no table has rows of the organization'];
  const client = new pg.Client({ connectionString: db.serviceUrl });
  await client.connect();
  const violations: string[] = [];
  try {
    for (const table of tables) violations.push(...(await attemptsOn(client, table, floor)));
  } finally {
    await client.end();
  }
  return violations;
}

async function attemptsOn(client: pg.Client, table: string, floor: Floor): Promise<string[]> {
  const violations: string[] = [];
  for (const [who, settings] of Object.entries(CLAIMS)) {
    for (const [does, sql] of Object.entries(ATTEMPTS)) {
      const rows = await inDoomedTransaction(client, settings(floor), { sql: sql(table), owner: floor.owner });
      if (rows > 0) violations.push(`${table}: ${who} a session ${does} ${rows} rows`);
    }
  }
  return violations;
}

/** The rows that the statement hit; 0 when it was refused. Nothing of it stays. */
async function inDoomedTransaction(
  client: pg.Client,
  settings: string[],
  attempt: { sql: string; owner: string },
): Promise<number> {
  await client.query('BEGIN');
  try {
    for (const setting of settings) await client.query(setting);
    const { rows } = await client.query<{ rows: number }>(attempt.sql, [attempt.owner]);
    return rows[0]?.rows ?? 0;
  } catch {
    return 0;
  } finally {
    await client.query('ROLLBACK');
  }
}

async function tablesWithRowsOf(db: TestDatabase, { schema, owner }: Floor): Promise<string[]> {
  const columns = await db.query<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = $1 AND c.column_name = 'org_id' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
    [schema],
  );
  const filled: string[] = [];
  for (const { name } of columns) {
    const rows = await db.query(`SELECT 1 FROM ${schema}.${name} WHERE org_id = $1 LIMIT 1`, [owner]);
    if (rows.length > 0) filled.push(`${schema}.${name}`);
  }
  return filled;
}
