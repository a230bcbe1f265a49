import type { TestDatabase } from '../test-database.js';

/** A unique index, a reference or a table that spans organizations, by its name, and why that tells no one of another. */
export type Spanning = Readonly<Record<string, string>>;

const TABLES = `SELECT c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
    EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id') AS has_org
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations' AND NOT c.relispartition`;

/** Whether a constraint or index has one of the columns, given its table and column numbers. */
const has = (table: string, numbers: string, ...names: string[]): string =>
  `EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = ${table} AND a.attnum = ANY (${numbers})
     AND a.attname IN ('${names.join("', '")}'))`;

/** One query for each rule; a row is a breach, `problem` says which. */
const RULES: readonly string[] = [
  `SELECT relname || ': row-level security is not enabled and forced' AS problem FROM tables
    WHERE NOT (relrowsecurity AND relforcerowsecurity)`,
  `SELECT c.relname || ': a partition without forced row-level security' FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relispartition AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  `SELECT relname || ': no policy' FROM tables t WHERE NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid)`,
  `SELECT relname || ': has an organization and a policy that does not ask for it' FROM tables t
     JOIN pg_policy p ON p.polrelid = t.oid
    WHERE t.has_org AND concat(pg_get_expr(p.polqual, p.polrelid), ' ', pg_get_expr(p.polwithcheck, p.polrelid)) !~ 'app\\.(org_id|scope)'`,
  `SELECT relname || ': has no organization and does not say that it belongs to none' FROM tables t
     JOIN pg_policy p ON p.polrelid = t.oid
    WHERE NOT t.has_org AND p.polname <> 'open_to_service' AND NOT t.relname = ANY ($2)`,
  `SELECT relname || ': org_id may be null' FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'org_id'
     JOIN pg_policy p ON p.polrelid = t.oid
    WHERE NOT a.attnotnull AND p.polname <> 'tenant_or_system'`,
  `SELECT t.relname || ': ' || k.conname || ' can refer to a row of another organization' FROM pg_constraint k
     JOIN tables t ON t.oid = k.conrelid JOIN tables f ON f.oid = k.confrelid
    WHERE k.contype = 'f' AND t.has_org AND f.has_org AND NOT k.conname = ANY ($2)
      AND NOT EXISTS (SELECT 1 FROM pg_constraint w WHERE w.conrelid = k.conrelid AND w.contype = 'f'
        AND w.confrelid = k.confrelid AND w.conkey @> k.conkey AND ${has('w.conrelid', 'w.conkey', 'org_id')}) AND NOT
      (${has('k.conrelid', 'k.conkey', 'org_id')}
       AND (${has('k.confrelid', 'k.confkey', 'org_id')} OR f.relname = 'organization'))`,
  `SELECT i.relname || ': unique across organizations' FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
     JOIN tables t ON t.oid = x.indrelid
    WHERE x.indisunique AND t.has_org AND NOT i.relname = ANY ($2) AND NOT ${has('x.indrelid', 'x.indkey::int2[]', 'org_id')}
      AND NOT (x.indisprimary AND x.indnkeyatts = 1 AND ${has('x.indrelid', 'x.indkey::int2[]', 'id')})`,
  `SELECT c.relname || ': view without security_invoker' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relkind = 'v' AND NOT coalesce(c.reloptions::text LIKE '%security_invoker=true%', false)`,
  `SELECT r.rolname || ': may bypass row-level security' FROM pg_roles r
    WHERE r.rolname IN ('svc_' || $1, $1 || '_owner') AND (r.rolsuper OR r.rolbypassrls)`,
  `SELECT relname || ': owned by the service role' FROM tables t JOIN pg_roles r ON r.oid = t.relowner
    WHERE r.rolname = 'svc_' || $1`,
];

/**
 * The catalogue check of tenancy (T2, T4): what in a schema is not closed as it has to be. Each table has forced
 * row-level security with the policy of its kind; what belongs to an organization refers to and is unique within that
 * organization only; views run with their caller's rights; the service role owns nothing and bypasses nothing.
 * @param spanning what may span organizations, with the reason
 * @returns one line for each breach; an empty list is a pass
 */
export async function uncoveredTables(db: TestDatabase, schema: string, spanning: Spanning = {}): Promise<string[]> {
  const problems: string[] = [];
  for (const rule of RULES) {
    // Every rule names both parameters, so that one list of values fits all.
    const sql = `WITH tables AS (${TABLES}), given AS (SELECT $1::text, $2::text[]) ${rule}`;
    const rows = await db.query<{ problem: string }>(sql, [schema, [...Object.keys(spanning), ...PLATFORM_SPANNING]]);
    problems.push(...rows.map((row) => Object.values(row)[0] as string));
  }
  return problems;
}

/** Ids of events and of requests are random and known to nobody else: a clash would be of our own making. */
const PLATFORM_SPANNING = [
  'inbox_pkey',
  'dead_letter_consumer_event_id_key',
  'delivery_attempt_pkey',
  'inbox_acknowledgement_pkey',
  'inbox_parked_pkey',
  'outbox_delivery_pkey',
  // The scope is the organization, or a person or address outside of one; a step belongs to its key.
  'idempotency_key_scope_route_key_key',
  'idempotency_step_pkey',
  'idempotency_step_key_id_fkey',
];
