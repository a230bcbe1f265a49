import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit.js';
import { AccessGuard } from '../auth/access.guard.js';
import { DeclaredAccess } from '../auth/declared-access.js';
import { ImpersonationTrail } from '../auth/impersonation-trail.js';
import { JwtStrategy } from '../auth/jwt.strategy.js';
import { TokenVerifier } from '../auth/token-verifier.js';
import { BlobStore } from '../blobs/blob-store.js';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { createDataSource } from '../database/data-source.js';
import { OrgTx } from '../database/org-tx.js';
import { PgListener } from '../database/pg-listener.js';
import { SystemTx } from '../database/system-tx.js';
import { HealthController } from '../health/health.controller.js';
import { ReadinessProbe } from '../health/readiness.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { createValidationPipe } from '../http/validation.pipe.js';
import { LiveHub } from '../live/live-hub.js';
import { EventConsumer } from '../messaging/event-consumer.js';
import { HandlerRegistry } from '../messaging/handler-registry.js';
import { Inbox } from '../messaging/inbox.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import { Outbox } from '../messaging/outbox.js';
import { openQueueBackend } from '../messaging/queue-backend.js';
import { QUEUE_BACKEND } from '../messaging/queue-names.js';
import { Relay } from '../messaging/relay.js';
import { RelayLoop } from '../messaging/relay-loop.js';
import { SecretBox } from '../secrets/secret-box.js';
import type { ServiceManifest } from '../service-manifest.js';
import { OrgPurge } from '../tenancy/org-purge.js';
import { OrgStatuses } from '../tenancy/org-status.js';
import { OrgStatusEvents } from '../tenancy/org-status.events.js';
import { PurgeEvents } from '../tenancy/purge.events.js';
import { PurgeLoop } from '../tenancy/purge-loop.js';
import { PurgePreparations } from '../tenancy/purge-preparations.js';
import { Connections } from './connections.js';

export interface PlatformOptions {
  manifest: ServiceManifest;
  config: PlatformConfig;
  logger: Logger;
}

// A request passes: AccessGuard (authenticate → organization → permission → not suspended) → ImpersonationTrail →
// ValidationPipe → controller;
// whatever throws on the way ends in ProblemFilter.
const ONION: Provider[] = [
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_INTERCEPTOR, useClass: ImpersonationTrail },
  { provide: APP_PIPE, useFactory: createValidationPipe },
  { provide: APP_FILTER, useClass: ProblemFilter },
];

const EXPORTED: Type[] = [
  OrgTx,
  SystemTx,
  Outbox,
  Audit,
  Inbox,
  Relay,
  LiveHub,
  PgListener,
  BlobStore,
  SecretBox,
  TokenVerifier,
  ReadinessProbe,
  HandlerRegistry,
  OrgPurge,
  OrgStatuses,
];
const WORKERS: Type[] = [RelayLoop, EventConsumer, PurgeLoop];
/** Identity decides on organizations' standing and purges itself last; the others hear of it. */
const TENANCY_READERS: Type[] = [OrgStatusEvents, PurgeEvents];

/** Everything that the services have in common. Global: a feature names what it needs and imports nothing. */
@Module({})
export class PlatformModule {
  static forService(appModule: Type, { manifest, config, logger }: PlatformOptions): DynamicModule {
    const values: Provider[] = [
      { provide: MANIFEST, useValue: manifest },
      { provide: PLATFORM_CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      {
        provide: DataSource,
        useFactory: () =>
          createDataSource(manifest, {
            url: config.DATABASE_URL,
            poolSize: config.DATABASE_POOL,
            applicationName: manifest.name,
          }).initialize(),
      },
      { provide: QUEUE_BACKEND, useFactory: () => openQueueBackend(config) },
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, PassportModule, appModule],
      controllers: [HealthController],
      providers: [
        ...values,
        ...ONION,
        ...EXPORTED,
        JwtStrategy,
        DeclaredAccess,
        Connections,
        PurgePreparations,
        ...(manifest.name === 'identity' ? [] : TENANCY_READERS),
        ...(config.PROCESS_ROLE === 'http' ? [] : WORKERS),
      ],
      exports: [MANIFEST, PLATFORM_CONFIG, LOGGER, QUEUE_BACKEND, ...EXPORTED],
    };
  }
}
