import type { DataSource } from 'typeorm';
import type { ServiceManifest } from '../service-manifest.js';
import { createDataSource } from './data-source.js';

/**
 * Brings a service's schema up to date as the schema's owner, under an advisory lock, then gives the
 * service's role (`svc_<name>`, where it exists) the right to read and write rows and nothing more.
 * @returns the names of the migrations that ran
 */
export async function migrate(manifest: ServiceManifest, ownerUrl: string): Promise<string[]> {
  const dataSource = createDataSource(manifest, {
    url: ownerUrl,
    poolSize: 2,
    applicationName: `${manifest.name}-migrate`,
  });
  await dataSource.initialize();
  try {
    await dataSource.query('SELECT pg_advisory_lock(hashtext($1))', [`migrate:${manifest.name}`]);
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    await letOwnerPurge(dataSource);
    await grantToService(dataSource, manifest.name);
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

/** Append-only tables have no policy for DELETE. The owner gets one, for purges and nothing else; see is_purging(). */
async function letOwnerPurge(dataSource: DataSource): Promise<void> {
  const closed: { name: string }[] = await dataSource.query(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped)
        AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('*', 'd'))`,
  );
  const current = `NULLIF(current_setting('app.org_id', true), '')::uuid`;
  for (const { name } of closed) {
    await dataSource.query(
      `CREATE POLICY purge ON "${name}" FOR DELETE TO CURRENT_USER
         USING (org_id = ${current} AND (SELECT is_purging(${current})))`,
    );
  }
}

async function grantToService(dataSource: DataSource, schema: string): Promise<void> {
  const role = `svc_${schema}`;
  const found: unknown[] = await dataSource.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (found.length === 0) return;
  await dataSource.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  await dataSource.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
  await dataSource.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`);
  await dataSource.query(`REVOKE ALL ON ${schema}.migrations FROM ${role}`);
}
