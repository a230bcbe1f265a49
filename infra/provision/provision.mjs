import { provisionDatabaseSql, provisionQueueSql, provisionServiceSql } from '@throughline/platform';
import pg from 'pg';

/**
 * Makes the schemas and roles of an installation in a database that exists, or brings the passwords of existing roles
 * up to date. All or nothing, and safe to repeat. The user is a superuser, or owns the database and may create roles.
 * @param {ReturnType<typeof import('./provision.config.mjs').readProvisionConfig>} config
 */
export async function provision(config) {
  const client = new pg.Client({ connectionString: config.adminUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements(config)) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** @param {Parameters<typeof provision>[0]} config */
function statements({ services, queue }) {
  return [
    ...provisionDatabaseSql(),
    ...services.flatMap(({ service, owner, password }) => provisionServiceSql(service, { owner, service: password })),
    ...(queue === undefined ? [] : provisionQueueSql(queue)),
  ];
}
