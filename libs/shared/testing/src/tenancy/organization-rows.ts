import type { TestDatabase } from '../test-database.js';

/** A digest of the rows of an organization in each table that has a column `org_id`. */
export async function rowsOfOrganization(
  db: TestDatabase,
  schema: string,
  orgId: string,
): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = $1 AND c.column_name = 'org_id' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
    [schema],
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await db.query<{ digest: string }>(
      `SELECT coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS digest FROM ${schema}.${name} t WHERE org_id = $1`,
      [orgId],
    );
    digests[name] = rows[0]?.digest ?? '';
  }
  return digests;
}
