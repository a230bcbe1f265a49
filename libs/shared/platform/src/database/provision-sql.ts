export interface ServicePasswords {
  /** Of the role that owns the schema and migrates it. */
  owner: string;
  /** Of the role that the running service uses: rows only. */
  service: string;
}

const SERVICE_LIMITS = { statement_timeout: '30s', lock_timeout: '5s', idle_in_transaction_session_timeout: '30s' };

/**
 * Statements, for a superuser connected to the database, that make a service's schema and its two roles.
 * Neither role may bypass row-level security. Safe to run again; then it sets the passwords anew.
 */
export function provisionServiceSql(service: string, passwords: ServicePasswords): string[] {
  const owner = `${service}_owner`;
  const role = `svc_${service}`;
  return [
    ...roleSql(owner, passwords.owner),
    ...roleSql(role, passwords.service),
    `CREATE SCHEMA IF NOT EXISTS ${service} AUTHORIZATION ${owner}`,
    `GRANT USAGE ON SCHEMA ${service} TO ${role}`,
    ...[owner, role].map((name) => `ALTER ROLE ${name} SET search_path = ${service}`),
    ...Object.entries(SERVICE_LIMITS).map(([name, value]) => `ALTER ROLE ${role} SET ${name} = '${value}'`),
  ];
}

/** Statements that make the role and schema of BullMQ's PostgreSQL backend, and close what PUBLIC may do by default. */
export function provisionQueueSql(password: string): string[] {
  return [
    ...roleSql('queue', password),
    `CREATE SCHEMA IF NOT EXISTS bullmq AUTHORIZATION queue`,
    `DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO queue', current_database()); END $$`,
    `REVOKE ALL ON SCHEMA public FROM PUBLIC`,
  ];
}

function roleSql(name: string, password: string): string[] {
  const literal = `'${password.replaceAll(`'`, `''`)}'`;
  return [
    `DO $$ BEGIN CREATE ROLE ${name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    `ALTER ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${literal}`,
  ];
}
