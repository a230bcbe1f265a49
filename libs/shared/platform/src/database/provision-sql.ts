// The database side of an installation as plain SQL: who may log in, and what is whose. It knows no driver, so that
// the supervisor, the test harness and an operator with psql all run the same statements.

/** The services that own a schema each, in the order they are provisioned. */
export const SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'] as const;

export interface ServicePasswords {
  /** Of the role that owns the schema and migrates it. */
  owner: string;
  /** Of the role that the running service uses: rows only. */
  service: string;
}

/**
 * Statements that close a database to everybody who is not named later. Run them once per database, inside one
 * transaction, as its owner or a superuser. All lists here may be repeated.
 */
export function provisionDatabaseSql(): string[] {
  return [
    takeTurns(),
    onThisDatabase('REVOKE ALL ON DATABASE %I FROM PUBLIC'),
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
  ];
}

/**
 * Statements that give a service its schema and its two roles: `<service>_owner` owns the schema and runs
 * migrations, `svc_<service>` may enter it and touches the rows that the migrations grant it. Run them in one
 * transaction: the first one waits for others who provision the same server.
 */
export function provisionServiceSql(service: string, passwords: ServicePasswords): string[] {
  const schema = name(service);
  const owner = `${schema}_owner`;
  const role = `svc_${schema}`;
  return [
    takeTurns(),
    ...loginRole(owner, passwords.owner),
    ...loginRole(role, passwords.service),
    ...ownedSchema(schema, owner),
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `ALTER ROLE ${role} SET search_path = ${schema}`,
    `ALTER ROLE ${role} SET statement_timeout = '30s'`,
    `ALTER ROLE ${role} SET lock_timeout = '5s'`,
    `ALTER ROLE ${role} SET idle_in_transaction_session_timeout = '30s'`,
  ];
}

/**
 * Statements for the queues that live in PostgreSQL: role `queue` with schema `bullmq`. The queue library makes and
 * upgrades its own tables, asks for CREATE on the database even when the schema is there, and adds jobs in bulk through
 * temporary tables.
 */
export function provisionQueueSql(password: string): string[] {
  return [
    takeTurns(),
    ...loginRole('queue', password),
    ...ownedSchema('bullmq', 'queue'),
    onThisDatabase('GRANT CREATE, TEMPORARY ON DATABASE %I TO queue'),
  ];
}

/** A role that can log in to this database and has no power over others; a former role of more power is refused. */
function loginRole(role: string, password: string): string[] {
  return [
    `DO $$ BEGIN
       IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF;
       IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}'
                  AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)) THEN
         RAISE EXCEPTION 'role ${role} exists and has more power than it may have';
       END IF;
     END $$`,
    `ALTER ROLE ${role} LOGIN PASSWORD ${literal(password)}`,
    onThisDatabase(`GRANT CONNECT ON DATABASE %I TO ${role}`),
  ];
}

function ownedSchema(schema: string, owner: string): string[] {
  return [
    // Giving something away demands membership, which only superusers have without being told.
    `DO $$ BEGIN
       IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN GRANT ${owner} TO CURRENT_USER; END IF;
     END $$`,
    `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${owner}`,
    `ALTER SCHEMA ${schema} OWNER TO ${owner}`,
    `ALTER ROLE ${owner} SET search_path = ${schema}`,
  ];
}

/** Roles belong to the server: two who change one at a time would fail with "tuple concurrently updated". */
function takeTurns(): string {
  return `DO $$ BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE;
    END IF;
  END $$`;
}

/** The database's name is only known to the server. */
function onThisDatabase(statement: string): string {
  return `DO $$ BEGIN EXECUTE format('${statement}', current_database()); END $$`;
}

function name(word: string): string {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(word)) throw new TypeError(`not a name for a schema: ${word}`);
  return word;
}

function literal(text: string): string {
  if (text.includes('\0') || text.includes('\\')) throw new TypeError('a password may not hold NUL or a backslash');
  return `'${text.replaceAll("'", "''")}'`;
}
