// After SET LOCAL the setting reads '' and not NULL in later transactions, hence NULLIF. As a subquery it is read once for
// a statement; as an expression PostgreSQL reads it for each row, which is a twentieth of what the engine's writes cost.
const CURRENT_ORG = `(SELECT NULLIF(current_setting('app.org_id', true), '')::uuid)`;
const IS_SYSTEM = `(SELECT current_setting('app.scope', true) = 'system')`;

/** What the policies say, by their names. */
const RULES = { tenant: `org_id = ${CURRENT_ORG}`, tenant_or_system: `org_id = ${CURRENT_ORG} OR ${IS_SYSTEM}` };

const checked = (rule: string): string => `USING (${rule}) WITH CHECK (${rule})`;

const forced = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
];

/** Statements that close a table (with a column `org_id`) to everything but the organization at hand. */
export function tenantTable(table: string): string[] {
  return [...forced(table), `CREATE POLICY tenant ON ${table} ${checked(RULES.tenant)}`];
}

/**
 * Statements for the few tables that the platform must also read outside an organization (outbox, leases,
 * credential lookups). `org_id` may be null for rows of nobody. Say in a comment why a table is one of these.
 */
export function systemTable(table: string): string[] {
  return [...forced(table), `CREATE POLICY tenant_or_system ON ${table} ${checked(RULES.tenant_or_system)}`];
}

/** Statements for a table that belongs to no organization (plans, users): open to its service, still forced. */
export function globalTable(table: string): string[] {
  return [...forced(table), `CREATE POLICY open_to_service ON ${table} USING (true) WITH CHECK (true)`];
}

/** The statement that says the policies of all tables of the schema anew, for those made with another wording of the same. */
export const RESTATE = `DO $do$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename, policyname FROM pg_policies
    WHERE schemaname = current_schema() AND policyname IN ('tenant', 'tenant_or_system') ORDER BY tablename LOOP
    IF found.policyname = 'tenant'
      THEN EXECUTE format('ALTER POLICY tenant ON %I ' || $rule$${checked(RULES.tenant)}$rule$, found.tablename);
      ELSE EXECUTE format('ALTER POLICY tenant_or_system ON %I ' || $rule$${checked(RULES.tenant_or_system)}$rule$, found.tablename);
    END IF;
  END LOOP; END $do$`;
