import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventData, EventType, InternalTokenClaims } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  createApp,
  HandlerRegistry,
  Inbox,
  type PlatformConfig,
  Relay,
  type ServiceManifest,
} from '@throughline/platform';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testLogger } from './secret-scan/log-capture.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { testRedisUrl } from './test-env.config.js';
import { createTestKeys, type TestKeys, type TokenOverrides } from './test-keys.js';
import { trackUnusedConnections } from './unused-connections.js';

export interface TestService {
  app: NestFastifyApplication;
  /** Where it listens, without a trailing slash. */
  url: string;
  db: TestDatabase;
  keys: TestKeys;
  directory: string;
  /** `Bearer …` of a token for this service with the claims. */
  bearer(claims: Partial<InternalTokenClaims>, overrides?: TokenOverrides): Promise<string>;
  /** Applies an event as if the queue had delivered it; false when it was applied before. */
  deliver<T extends EventType>(
    event: T,
    orgId: string,
    data: EventData<T>,
    envelope?: { id?: string; aggregateId?: string; aggregateVersion?: number },
  ): Promise<boolean>;
  /** The payloads that this service has put in its outbox, oldest first. */
  events<T extends EventType>(event: T): Promise<EventData<T>[]>;
  relay(): Promise<number>;
  close(): Promise<void>;
}

type Overrides = Partial<PlatformConfig> | ((config: PlatformConfig) => Partial<PlatformConfig>);

/** Boots a service as production does, on a database of its own. `overrides` overwrite the platform's configuration. */
export async function startTestService(
  appModule: Type,
  manifest: ServiceManifest,
  overrides: Overrides = {},
): Promise<TestService> {
  const [db, keys, directory] = await Promise.all([
    createTestDatabase(manifest),
    createTestKeys(),
    mkdtemp(join(tmpdir(), 'throughline-')),
  ]);
  const config = testConfig(db, keys, directory);
  const settings = { ...config, ...(typeof overrides === 'function' ? overrides(config) : overrides) };
  const app = await createApp(appModule, {
    manifest,
    config: settings,
    logger: testLogger(manifest.name, settings.LOG_LEVEL),
  });
  const endUnused = trackUnusedConnections(app.getHttpServer() as Server);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const close = async (): Promise<void> => {
    endUnused();
    await app.close();
    await Promise.all([db.drop(), keys.close(), rm(directory, { recursive: true, force: true })]);
  };
  return {
    app,
    url: (await app.getUrl()).replace(/\/$/, ''),
    db,
    keys,
    directory,
    bearer: async (claims, overrides) => `Bearer ${await keys.token(manifest.name, claims, overrides)}`,
    deliver: (event, orgId, data, envelope = {}) => deliver(app, manifest, event, { orgId, data, ...envelope }),
    events: async (event) => {
      const rows = await db.query<{ payload: never }>(
        `SELECT payload FROM ${manifest.name}.outbox WHERE type = $1 ORDER BY id`,
        [event.type],
      );
      return rows.map((row) => row.payload);
    },
    relay: () => app.get(Relay).drain(),
    close,
  };
}

/** The configuration of a service under test, on its own database. */
export function testConfig(db: TestDatabase, keys: TestKeys, directory: string): PlatformConfig {
  return {
    NODE_ENV: 'test',
    PROCESS_ROLE: 'http',
    SERVICE_HOST: '127.0.0.1',
    SERVICE_PORT: 0,
    DATABASE_URL: db.serviceUrl,
    DATABASE_POOL: 4,
    DATABASE_PREPARE: true,
    REQUEST_LIMIT_MS: 9_000,
    QUEUE_DATABASE_URL: db.queueUrl,
    REDIS_URL: testRedisUrl(),
    QUEUE_LOCK_MS: 30_000,
    REDIS_REQUIRE_AOF: false,
    REDRIVE_AFTER_MS: 60_000,
    SWEEP_MS: 5_000,
    EVENT_LOOP_LIMIT_MS: 30_000,
    SERVICE_VERSION: 'test',
    JWKS_URL: keys.jwksUrl,
    PUBLIC_URL: 'http://localhost:4400',
    KEK: Buffer.alloc(32, 7).toString('base64'),
    BLOB_DIR: join(directory, 'blobs'),
    WORK_DIR: join(directory, 'work'),
    LOG_LEVEL: 'silent',
    DRAIN_MS: 0,
    PURGE_DELAY_MS: 0,
  };
}

interface Delivery {
  orgId: string;
  data: unknown;
  id?: string;
  aggregateId?: string;
  aggregateVersion?: number;
}

function deliver(
  app: NestFastifyApplication,
  manifest: ServiceManifest,
  event: EventType,
  delivery: Delivery,
): Promise<boolean> {
  const handler = app.get(HandlerRegistry).collect().get(event.type);
  if (!handler) throw new Error(`${manifest.name} does not handle ${event.type}`);
  return app.get(Inbox).consume(manifest.name, handler, {
    id: delivery.id ?? newId(),
    type: event.type,
    version: event.version,
    occurredAt: new Date().toISOString(),
    orgId: delivery.orgId,
    aggregateId: delivery.aggregateId ?? newId(),
    aggregateVersion: delivery.aggregateVersion ?? 1,
    traceparent: null,
    data: delivery.data,
  });
}
