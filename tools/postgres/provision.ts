import { Client } from 'pg';
import {
  provisionDatabaseSql,
  provisionQueueSql,
  provisionServiceSql,
  SERVICES,
} from '../../libs/shared/platform/src/database/provision-sql.ts';

export const DATABASE = 'throughline';

const DUPLICATE_DATABASE = '42P04';

/** Passwords of the roles of an installation, by service; `queue` is the one of the queues. */
export interface RolePasswords {
  owners: Record<string, string>;
  services: Record<string, string>;
  queue: string;
}

/**
 * Makes the database, schemas and roles of an installation, or brings the passwords of existing ones up to date.
 * Returns the administrator's URL to the database. The user of `adminUrl` is a superuser, or may create databases
 * and roles.
 */
export async function provision(adminUrl: string, passwords: RolePasswords): Promise<string> {
  await connected(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await createDatabase(client);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  await connected(url.href, (client) => inTransaction(client, statements(passwords)));
  return url.href;
}

function statements(passwords: RolePasswords): string[] {
  const perService = SERVICES.flatMap((service) =>
    provisionServiceSql(service, {
      owner: required(passwords.owners, service),
      service: required(passwords.services, service),
    }),
  );
  return [...provisionDatabaseSql(), ...perService, ...provisionQueueSql(passwords.queue)];
}

async function inTransaction(client: Client, list: string[]): Promise<void> {
  await client.query('BEGIN');
  for (const statement of list) await client.query(statement);
  await client.query('COMMIT');
}

async function createDatabase(client: Client): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Somebody else was faster.
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
  }
}

async function connected(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function required(passwords: Record<string, string>, service: string): string {
  const password = passwords[service];
  if (password === undefined) throw new Error(`no password for ${service}`);
  return password;
}
