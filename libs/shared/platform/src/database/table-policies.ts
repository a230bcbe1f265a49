// After SET LOCAL the setting reads '' and not NULL in later transactions, hence NULLIF.
const CURRENT_ORG = `NULLIF(current_setting('app.org_id', true), '')::uuid`;
const IS_SYSTEM = `current_setting('app.scope', true) = 'system'`;

const forced = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
];

/** Statements that close a table (with a column `org_id`) to everything but the organization at hand. */
export function tenantTable(table: string): string[] {
  return [
    ...forced(table),
    `CREATE POLICY tenant ON ${table} USING (org_id = ${CURRENT_ORG}) WITH CHECK (org_id = ${CURRENT_ORG})`,
  ];
}

/**
 * Statements for the few tables that the platform must also read outside an organization (outbox, leases,
 * credential lookups). `org_id` may be null for rows of nobody. Say in a comment why a table is one of these.
 */
export function systemTable(table: string): string[] {
  const rule = `org_id = ${CURRENT_ORG} OR ${IS_SYSTEM}`;
  return [...forced(table), `CREATE POLICY tenant_or_system ON ${table} USING (${rule}) WITH CHECK (${rule})`];
}

/** Statements for a table that belongs to no organization (plans, users): open to its service, still forced. */
export function globalTable(table: string): string[] {
  return [...forced(table), `CREATE POLICY open_to_service ON ${table} USING (true) WITH CHECK (true)`];
}
