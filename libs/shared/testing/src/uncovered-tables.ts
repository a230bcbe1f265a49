import type { TestDatabase } from './test-database.js';

/**
 * The catalogue check of tenancy (T2): what in a schema is not closed as it has to be. Tables without ENABLEd and
 * FORCEd row-level security or without a policy, views that run with their owner's rights, a service role that
 * owns something or bypasses. An empty list is a pass.
 */
export async function uncoveredTables(db: TestDatabase, schema: string): Promise<string[]> {
  const rows = await db.query<{ problem: string }>(
    `SELECT c.relname || ': row-level security is not enabled and forced' AS problem
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity) AND c.relname <> 'migrations'
     UNION ALL
     SELECT c.relname || ': no policy' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations'
        AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)
     UNION ALL
     SELECT c.relname || ': view without security_invoker' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'v' AND NOT coalesce(c.reloptions::text LIKE '%security_invoker=true%', false)
     UNION ALL
     SELECT r.rolname || ': may bypass row-level security' FROM pg_roles r
      WHERE r.rolname IN ('svc_' || $1, $1 || '_owner') AND (r.rolsuper OR r.rolbypassrls)
     UNION ALL
     SELECT c.relname || ': owned by the service role' FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND r.rolname = 'svc_' || $1`,
    [schema],
  );
  return rows.map((row) => row.problem);
}
