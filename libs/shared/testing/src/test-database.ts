import { newId } from '@throughline/kernel';
import {
  LIMIT_TABLE_SQL,
  migrate,
  migrateLimitTable,
  migrateQueueSchema,
  PLATFORM_MIGRATIONS,
  provisionDatabaseSql,
  provisionQueueSql,
  provisionServiceSql,
  type ServiceManifest,
} from '@throughline/platform';
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseHiddenJobs } from './queueless.js';
import { testServerUrl } from './test-env.config.js';

const PASSWORD = 'test';

export interface TestDatabase {
  /** As a superuser: sees every row. */
  superUrl: string;
  /** As the schema's owner. */
  ownerUrl: string;
  /** As the role that the service uses. */
  serviceUrl: string;
  queueUrl: string;
  /** One statement as superuser. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** A connection as superuser, for what takes more than one statement. */
  connect(): Promise<{ client: pg.PoolClient; release: () => void }>;
  drop(): Promise<void>;
}

/** A database of its own for a test file: cloned from a template that is migrated once per set of migrations. */
export async function createTestDatabase(manifest: ServiceManifest): Promise<TestDatabase> {
  const template = await ensureTemplate(manifest);
  const name = `t_${manifest.name}_${newId().replaceAll('-', '')}`;
  // Copies the template's files; by default each of their pages goes through the log.
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`));
  await provision(name, manifest); // what is granted on a database is not cloned with it
  const pool = new pg.Pool({ connectionString: urlOf(name), max: 2 });
  pool.on('error', () => undefined); // dropping the database ends its idle connections
  const query: TestDatabase['query'] = async (sql, parameters) => (await pool.query(sql, parameters)).rows;
  return {
    superUrl: urlOf(name),
    ownerUrl: urlOf(name, `${manifest.name}_owner`),
    serviceUrl: urlOf(name, `svc_${manifest.name}`),
    queueUrl: urlOf(name, 'queue'),
    query,
    connect: async () => {
      const client = await pool.connect();
      return { client, release: () => client.release() };
    },
    drop: async () => {
      const refusal = await refuseHiddenJobs({ query }).catch((error: unknown) => error);
      await pool.end();
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      if (refusal) throw refusal as Error;
    },
  };
}

async function ensureTemplate(manifest: ServiceManifest): Promise<string> {
  const recipe = [...provisioning(manifest), ...(await statementsOf(manifest)), LIMIT_TABLE_SQL].join(';');
  const template = `tpl_${manifest.name}_${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}`;
  await onServer(async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtext('throughline-templates'))`);
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate`, [template]);
    if (found.rowCount === 0) await makeTemplate(client, manifest, template);
  });
  return template;
}

/** What the migrations would run: the recipe of the template, wherever in the code its text stands. */
async function statementsOf(manifest: ServiceManifest): Promise<string[]> {
  const statements: string[] = [];
  const recorder = { query: async (sql: string) => void statements.push(sql) } as unknown as QueryRunner;
  for (const migration of [...PLATFORM_MIGRATIONS, ...Object.values(manifest.migrations)]) {
    if (typeof migration === 'function') await new (migration as new () => MigrationInterface)().up(recorder);
  }
  return statements;
}

const provisioning = (manifest: ServiceManifest): string[] => [
  ...provisionDatabaseSql(),
  ...provisionServiceSql(manifest.name, { owner: PASSWORD, service: PASSWORD }),
  ...provisionQueueSql(PASSWORD),
];

async function provision(database: string, manifest: ServiceManifest): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const sql of provisioning(manifest)) await client.query(sql);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function makeTemplate(client: pg.Client, manifest: ServiceManifest, template: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`); // left by a run that was killed midway
  await client.query(`CREATE DATABASE ${template}`);
  await provision(template, manifest);
  await migrate(manifest, urlOf(template, `${manifest.name}_owner`));
  await migrateQueueSchema(urlOf(template, 'queue'));
  await migrateLimitTable(urlOf(template, 'queue'));
  await client.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE true`);
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testServerUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string, role?: string): string {
  const url = new URL(testServerUrl());
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = PASSWORD;
  }
  return url.href;
}
