import { readMigrationConfig } from '../config/migration.config.js';
import { createLogger } from '../context/logger.js';
import { migrate } from '../database/migrate.js';
import { migrateLimitTable } from '../limits/limit-table.js';
import { migrateQueueSchema } from '../messaging/bullmq-on-postgres.js';
import type { ServiceManifest } from '../service-manifest.js';

/** Entry point of a service's migration job: MIGRATION_DATABASE_URL is the schema owner's. */
export async function runMigrations(manifest: ServiceManifest): Promise<void> {
  const env = readMigrationConfig();
  const ran = await migrate(manifest, env.MIGRATION_DATABASE_URL);
  if (env.QUEUE_DATABASE_URL) {
    await migrateQueueSchema(env.QUEUE_DATABASE_URL);
    await migrateLimitTable(env.QUEUE_DATABASE_URL);
  }
  createLogger(`${manifest.name}-migrate`, 'info').info({ ran }, 'schema is up to date');
}
