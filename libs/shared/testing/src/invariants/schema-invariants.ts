export type Query = <Row = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

interface Counted {
  count: number;
}

/** No row of a tenant's table without an organization. */
export async function tenancyInvariants(query: Query, schema: string): Promise<string[]> {
  const tables = await query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attnotnull
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
        AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname LIKE 'tenant%'
                     AND p.polname <> 'tenant_or_system')`,
    [schema],
  );
  return each(tables, async ({ name }) => {
    const count = await countOf(query, `SELECT count(*)::int AS count FROM ${schema}.${name} WHERE org_id IS NULL`);
    return count ? `${schema}.${name}: ${count} rows have no organization` : undefined;
  });
}

interface ForeignKey {
  name: string;
  child: string;
  parent: string;
  pairs: string;
}

/** Along every foreign key both rows are of the same organization. */
export async function foreignKeyInvariants(query: Query, schema: string): Promise<string[]> {
  const keys = await query<ForeignKey>(
    `SELECT k.conname AS name, k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
            (SELECT string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ')
               FROM unnest(k.conkey, k.confkey) AS u (c, p)
               JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = u.c
               JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = u.p) AS pairs
       FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
      WHERE n.nspname = $1 AND k.contype = 'f'
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'org_id')
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attname = 'org_id')`,
    [schema],
  );
  return each(keys, async ({ name, child, parent, pairs }) => {
    const count = await countOf(
      query,
      `SELECT count(*)::int AS count FROM ${child} c JOIN ${parent} p ON ${pairs} WHERE c.org_id IS DISTINCT FROM p.org_id`,
    );
    return count ? `${name}: ${count} rows of ${child} point into another organization` : undefined;
  });
}

/** Nothing runs whose lease ended more than a minute ago. */
export async function leaseInvariants(query: Query, schema: string): Promise<string[]> {
  const tables = await query<{ name: string; state: string }>(
    `SELECT l.table_name AS name, s.column_name AS state FROM information_schema.columns l
       JOIN information_schema.columns s ON s.table_schema = l.table_schema AND s.table_name = l.table_name
      WHERE l.table_schema = $1 AND l.column_name = 'lease_until' AND s.column_name IN ('state', 'status')`,
    [schema],
  );
  return each(tables, async ({ name, state }) => {
    const count = await countOf(
      query,
      `SELECT count(*)::int AS count FROM ${schema}.${name}
        WHERE ${state}::text = 'running' AND lease_until < clock_timestamp() - interval '60 seconds'`,
    );
    return count ? `${schema}.${name}: ${count} rows run without a lease` : undefined;
  });
}

export async function countOf(query: Query, sql: string, parameters: unknown[] = []): Promise<number> {
  const [row] = await query<Counted>(sql, parameters);
  return row?.count ?? 0;
}

async function each<T>(items: T[], check: (item: T) => Promise<string | undefined>): Promise<string[]> {
  const results = await Promise.all(items.map(check));
  return results.filter((result) => result !== undefined);
}
