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
import { DatabaseClock } from '../database/database-clock.js';
import { OrgTx } from '../database/org-tx.js';
import { SharedOrgTx } from '../database/shared-org-tx.js';
import { PgListener } from '../database/pg-listener.js';
import { SystemTx } from '../database/system-tx.js';
import { DeadlineInterceptor } from '../deadline/deadline.interceptor.js';
import { DeliveryGauges } from '../health/delivery-gauges.js';
import { EventLoopMonitor } from '../health/event-loop-monitor.js';
import { deadLettersControllers } from '../dead-letters/dead-letters.controller.js';
import { DeadLetterQueries } from '../dead-letters/dead-letters.queries.js';
import { DeadLetters } from '../dead-letters/dead-letters.service.js';
import { HealthController } from '../health/health.controller.js';
import { MetricsServer } from '../health/metrics-server.js';
import { readMetricsConfig } from '../health/metrics.config.js';
import { ReadinessProbe } from '../health/readiness.js';
import { ServiceMetrics } from '../health/service-metrics.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { createValidationPipe } from '../http/validation.pipe.js';
import { openLimitStore } from '../limits/limit-store.js';
import { RateLimits } from '../limits/rate-limits.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { IdempotencyKeys } from '../idempotency/idempotency-keys.js';
import { LiveHub } from '../live/live-hub.js';
import { WorkLoops } from '../loops/work-loops.js';
import { Acknowledgements } from '../messaging/acknowledgements.js';
import { DeliveryAttempts } from '../messaging/delivery-attempts.js';
import { EventConsumer } from '../messaging/event-consumer.js';
import { EventDelivery } from '../messaging/event-delivery.js';
import { EventQueues } from '../messaging/event-queues.js';
import { HandlerRegistry } from '../messaging/handler-registry.js';
import { Inbox } from '../messaging/inbox.js';
import { InboxRedrives } from '../messaging/inbox-redrives.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import { Outbox } from '../messaging/outbox.js';
import { OutboxDeliveries } from '../messaging/outbox-deliveries.js';
import { Pruner } from '../messaging/pruner.js';
import { openQueueBackend, type QueueBackend } from '../messaging/queue-backend.js';
import { QUEUE_BACKEND } from '../messaging/queue-names.js';
import { QueuePulse } from '../messaging/queue-pulse.js';
import { Relay } from '../messaging/relay.js';
import { readOutboundConfig } from '../outbound/outbound.config.js';
import { SafeHttp } from '../outbound/safe-http.js';
import { Sweeper } from '../messaging/sweeper.js';
import { DataKeyStore } from '../secrets/data-key-store.js';
import { DataKeys } from '../secrets/data-keys.js';
import { DerivationRoot } from '../secrets/derivation-root.js';
import { SealedRowsCheck } from '../secrets/sealed-rows-check.js';
import { SecretBox } from '../secrets/secret-box.js';
import type { ServiceManifest } from '../service-manifest.js';
import { TracingEnd } from '../tracing/tracing-end.js';
import { OrgPurge } from '../tenancy/org-purge.js';
import { OrgStatuses } from '../tenancy/org-status.js';
import { OrgStatusEvents } from '../tenancy/org-status.events.js';
import { PurgeEvents } from '../tenancy/purge.events.js';
import { PurgePreparations } from '../tenancy/purge-preparations.js';
import { Connections } from './connections.js';
import { PLATFORM_LOOPS } from './platform-loops.js';

export interface PlatformOptions {
  manifest: ServiceManifest;
  config: PlatformConfig;
  logger: Logger;
}

/** The server ends a statement of a service's role after thirty seconds: one without a word for longer has none. */
const JOB_STATEMENT_MS = 35_000;

// A request passes: AccessGuard (authenticate → organization → permission → not suspended) → DeadlineInterceptor (nobody
// waits longer) → IdempotencyInterceptor (an answer that is known already goes back from here) → ImpersonationTrail →
// ValidationPipe → controller; whatever throws on the way ends in ProblemFilter.
const ONION: Provider[] = [
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_INTERCEPTOR, useClass: DeadlineInterceptor },
  { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  { provide: APP_INTERCEPTOR, useClass: ImpersonationTrail },
  { provide: APP_PIPE, useFactory: createValidationPipe },
  { provide: APP_FILTER, useClass: ProblemFilter },
];

const EXPORTED: Type[] = [
  OrgTx,
  SharedOrgTx,
  SystemTx,
  DatabaseClock,
  Outbox,
  Audit,
  Inbox,
  Relay,
  LiveHub,
  PgListener,
  BlobStore,
  SecretBox,
  DerivationRoot,
  TokenVerifier,
  ReadinessProbe,
  HandlerRegistry,
  ServiceMetrics,
  OrgPurge,
  OrgStatuses,
];
/** What the worker half is made of; it does nothing by itself. */
const DELIVERY: Type[] = [
  EventQueues,
  Acknowledgements,
  DeliveryAttempts,
  EventDelivery,
  OutboxDeliveries,
  InboxRedrives,
  QueuePulse,
];
const WORKERS: Provider[] = [EventConsumer, Sweeper, Pruner, ...WorkLoops.of(PLATFORM_LOOPS)];
/** Identity decides on organizations' standing and purges itself last; the others hear of it. */
const TENANCY_READERS: Type[] = [OrgStatusEvents, PurgeEvents];

async function openQueues(config: PlatformConfig, logger: Logger): Promise<QueueBackend> {
  const backend = await openQueueBackend(config);
  if (!(await backend.keepsLog())) {
    logger.warn(
      'Redis has appendonly no: a crash of it delays the work of minutes. Set it, and REDIS_REQUIRE_AOF=true',
    );
  }
  return backend;
}

/** What is made of the configuration and not by Nest. */
function valuesOf({ manifest, config, logger }: PlatformOptions): Provider[] {
  return [
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
          jobStatementMs: JOB_STATEMENT_MS,
          prepares: config.DATABASE_PREPARE,
        }).initialize(),
    },
    { provide: QUEUE_BACKEND, useFactory: () => openQueues(config, logger) },
    {
      provide: MetricsServer,
      inject: [ServiceMetrics],
      useFactory: (metrics: ServiceMetrics) => new MetricsServer(() => metrics.text(), readMetricsConfig(), logger),
    },
    { provide: RateLimits, useFactory: () => new RateLimits(openLimitStore(config), logger) },
    { provide: SafeHttp, useFactory: () => new SafeHttp(readOutboundConfig()) },
  ];
}

/** Everything that the services have in common. Global: a feature names what it needs and imports nothing. */
@Module({})
export class PlatformModule {
  static forService(appModule: Type, options: PlatformOptions): DynamicModule {
    const { manifest, config } = options;
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, PassportModule, appModule],
      controllers: [HealthController, ...deadLettersControllers(manifest.name)],
      providers: [
        ...valuesOf(options),
        ...ONION,
        ...EXPORTED,
        ...DELIVERY,
        DeadLetters,
        DeadLetterQueries,
        DeliveryGauges,
        EventLoopMonitor,
        IdempotencyKeys,
        DataKeyStore,
        DataKeys,
        SealedRowsCheck,
        JwtStrategy,
        DeclaredAccess,
        Connections,
        TracingEnd,
        PurgePreparations,
        ...(manifest.name === 'identity' ? [] : TENANCY_READERS),
        ...(config.PROCESS_ROLE === 'http' ? [] : WORKERS),
      ],
      exports: [MANIFEST, PLATFORM_CONFIG, LOGGER, QUEUE_BACKEND, RateLimits, SafeHttp, ...EXPORTED],
    };
  }
}
