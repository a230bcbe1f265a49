import { newId } from '@throughline/kernel';
import pg from 'pg';
import type { TestDatabase } from '../test-database.js';

interface Reference {
  table: string;
  name: string;
  /** The column beside org_id. */
  column: string;
}

interface Tenants {
  schema: string;
  orgA: string;
  /** The organization that has one of everything. */
  orgB: string;
}

const REFERENCES = `
  SELECT c.relname AS table, k.conname AS name,
         (SELECT a.attname::text FROM pg_attribute a
           WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname <> 'org_id') AS column
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1 AND k.contype = 'f' AND cardinality(k.conkey) = 2 AND k.conparentid = 0
     AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'org_id')
   ORDER BY 1, 2`;

/**
 * T4: for every foreign key of the schema, organization A copies a row of organization B under its own id, so that the
 * key names B's thing. The database has to refuse it, and in the same words as for a thing that exists nowhere.
 * @returns what was wrong; also when B has no row to try with anywhere
 */
export async function crossReferenceViolations(db: TestDatabase, tenants: Tenants): Promise<string[]> {
  const references = await db.query<Reference>(REFERENCES, [tenants.schema]);
  const client = new pg.Client({ connectionString: db.serviceUrl });
  await client.connect();
  const violations: string[] = [];
  let tried = 0;
  try {
    for (const reference of references) {
      const row = await rowOf(db, tenants, reference);
      if (!row) continue;
      tried += 1;
      const foreign = await insert(client, tenants, { reference, row });
      const missing = await insert(client, tenants, { reference, row: { ...row, [reference.column]: newId() } });
      if (foreign !== missing || foreign === 'accepted')
        violations.push(
          `${reference.table}.${reference.name}: for a foreign thing "${foreign}", for a missing one "${missing}"`,
        );
    }
  } finally {
    await client.end();
  }
  return references.length > 0 && tried === 0 ? ['the other organization has no row to try with'] : violations;
}

/** A row of B whose key is set, with every other reference emptied of meaning only by its organization. */
async function rowOf(
  db: TestDatabase,
  { schema, orgB }: Tenants,
  { table, column }: Reference,
): Promise<Record<string, unknown> | undefined> {
  const rows = await db.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${schema}.${table} t WHERE org_id = $1 AND ${column} IS NOT NULL LIMIT 1`,
    [orgB],
  );
  return rows[0]?.row;
}

/** SQLSTATE and constraint of the refusal; `accepted` when there was none. Nothing of it stays. */
async function insert(
  client: pg.Client,
  { schema, orgA }: Tenants,
  { reference, row }: { reference: Reference; row: Record<string, unknown> },
): Promise<string> {
  const copy = { ...row, org_id: orgA, ...('id' in row && reference.column !== 'id' && { id: newId() }) };
  await client.query('BEGIN');
  try {
    await client.query(`SELECT set_config('app.org_id', $1, true)`, [orgA]);
    await client.query(
      `INSERT INTO ${schema}.${reference.table} SELECT * FROM jsonb_populate_record(NULL::${schema}.${reference.table}, $1)`,
      [JSON.stringify(copy)],
    );
    return 'accepted';
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    return `${code} ${constraint ?? ''}`;
  } finally {
    await client.query('ROLLBACK');
  }
}
