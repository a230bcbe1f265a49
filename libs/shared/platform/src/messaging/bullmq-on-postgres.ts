import {
  assertSchemaCompatibility,
  type BackendFactory,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
  withBackend,
} from 'bullmq';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

/** BullMQ's own name for its schema; a pool that we hand over has to be set to it. */
export const QUEUE_SCHEMA = 'bullmq';
const REFUSED_MS = 500;
const CONNECT_MS = 5_000;

/**
 * BullMQ looks at its schema anew for each queue and worker, and keeps the answer even when that is a broken link: a
 * queue would never take a job again, and a worker try without a pause and block its process. `refuseUnmigrated` has
 * looked for all of them.
 */
class CheckedConnection extends PostgresConnection {
  override waitUntilReady(): Promise<void> {
    return Promise.resolve();
  }
}

class PatientBackend extends PostgresQueueBackend {
  /** In seconds. A worker whose look for jobs before it waits has failed would wait for an hour for the next one. */
  override get maximumBlockTimeout(): number {
    return 10;
  }

  /** A worker that was refused asks again at once: a server that refuses everybody, eight hundred times a second. */
  override moveToActive(token: string, name?: string): ReturnType<PostgresQueueBackend['moveToActive']> {
    return super.moveToActive(token, name).catch(async (error: unknown) => {
      await delay(REFUSED_MS);
      throw error;
    });
  }
}

const patientBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (name, opts, more = {}) =>
  new PatientBackend(
    new CheckedConnection(opts.connection),
    name,
    opts,
    true,
    more.withBlockingConnection ? name : undefined,
  );

/** BullMQ's classes on a pool of `openQueuePool` whose schema was looked at. */
export const OnPostgres = withBackend(patientBackend);

/** Rejects when BullMQ's schema is not there, or is another version's. */
export async function refuseUnmigrated(pool: pg.Pool): Promise<void> {
  await assertSchemaCompatibility(pool, QUEUE_SCHEMA);
}

/** Makes or updates BullMQ's schema; part of the migrations, so that a service's start changes nothing. Safe to race. */
export async function migrateQueueSchema(url: string): Promise<void> {
  const pool = { connectionString: url, max: 1, connectionTimeoutMillis: CONNECT_MS };
  const connection = new PostgresConnection({ ...pool, schema: QUEUE_SCHEMA, migrate: true });
  await connection.waitUntilReady();
  await connection.close();
}
