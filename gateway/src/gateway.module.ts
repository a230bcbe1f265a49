import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import {
  LOGGER,
  type Logger,
  MetricsServer,
  openLimitStore,
  ProblemFilter,
  RateLimits,
  readMetricsConfig,
  registry,
  TracingEnd,
} from '@throughline/platform';
import { Credentials } from './credentials/credentials.js';
import { IdentityHttpClient } from './credentials/identity-http-client.js';
import { RevocationConsumer } from './credentials/revocation-consumer.js';
import { Admission } from './edge/admission.js';
import { Edge } from './edge/edge.js';
import { FrontDoor } from './edge/front-door.js';
import { UpstreamHttpProxy } from './edge/upstream-http-proxy.js';
import { GATEWAY_CONFIG, type GatewayConfig } from './gateway.config.js';
import { ApiDocumentController } from './health/api-document.controller.js';
import { HealthController } from './health/health.controller.js';
import { UpstreamHttpReadiness } from './health/upstream-http-readiness.js';
import { EdgeLimits } from './limits/edge-limits.js';
import { UpstreamLinks } from './links/upstream-links.js';
import { LiveEdge } from './live/live-edge.js';
import { LiveView } from './live/live-view.js';
import { WebApp } from './web/web-app.js';

/** The gateway has no database and no DTO, so it does without PlatformModule. */
@Module({})
export class GatewayModule {
  static with(config: GatewayConfig, logger: Logger): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [HealthController, ApiDocumentController],
      providers: [
        { provide: GATEWAY_CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: APP_FILTER, useClass: ProblemFilter },
        UpstreamLinks,
        IdentityHttpClient,
        Credentials,
        RevocationConsumer,
        { provide: RateLimits, useFactory: () => new RateLimits(openLimitStore(config), logger) },
        {
          provide: MetricsServer,
          useFactory: () => new MetricsServer(() => registry.metrics(), readMetricsConfig(), logger),
        },
        EdgeLimits,
        TracingEnd,
        UpstreamHttpProxy,
        LiveView,
        LiveEdge,
        Admission,
        Edge,
        FrontDoor,
        WebApp,
        UpstreamHttpReadiness,
      ],
    };
  }
}
