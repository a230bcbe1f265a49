import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { ServiceManifest } from '../service-manifest.js';
import { createDataSource } from './data-source.js';
import { LOCK_TIMEOUT_MS, withLockRetries } from './lock-retries.js';

const TURN_POLL_MS = 200;

/**
 * Brings a service's schema up to date as the schema's owner, under an advisory lock, then gives the
 * service's role (`svc_<name>`, where it exists) the right to read and write rows and nothing more. No statement waits
 * longer than two seconds for a lock; a migration that had to is rolled back and tried again.
 * @returns the names of the migrations that ran
 */
export async function migrate(manifest: ServiceManifest, ownerUrl: string): Promise<string[]> {
  const dataSource = createDataSource(manifest, {
    url: ownerUrl,
    poolSize: 2,
    applicationName: `${manifest.name}-migrate`,
    lockTimeoutMs: LOCK_TIMEOUT_MS,
  });
  await dataSource.initialize();
  try {
    await takeTurn(dataSource, `migrate:${manifest.name}`);
    const ran: string[] = [];
    await withLockRetries(async () => {
      // A try that ends at a lock has committed the migrations before it.
      const pending = await dataSource.runMigrations({ transaction: 'each' });
      ran.push(...pending.map((migration) => migration.name));
      await letOwnerPurge(dataSource);
      await grantToService(dataSource, manifest.name);
    });
    return ran;
  } finally {
    await dataSource.destroy();
  }
}

/** Asks for the lock again and again: one that is waited for would fall under the limit on waiting. */
async function takeTurn(dataSource: DataSource, name: string): Promise<void> {
  for (;;) {
    const [row]: { taken: boolean }[] = await dataSource.query('SELECT pg_try_advisory_lock(hashtext($1)) AS taken', [
      name,
    ]);
    if (row?.taken) return;
    await delay(TURN_POLL_MS);
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
