import type { Type } from '@nestjs/common';
import { readPlatformConfig } from '../config/platform.config.js';
import { createLogger } from '../context/logger.js';
import { readBuildConfig } from '../health/build.config.js';
import { startLoopWatchdog } from '../health/loop-watchdog.js';
import { startDefaultMetrics } from '../health/metrics.js';
import { ReadinessProbe } from '../health/readiness.js';
import type { ServiceManifest } from '../service-manifest.js';
import { startTracing } from '../tracing/start-tracing.js';
import { readTracingConfig } from '../tracing/tracing.config.js';
import { createApp } from './create-app.js';
import { stopOnSignals } from './stop-on-signals.js';

/** Runs a service until it is told to stop. */
export async function bootstrap(appModule: Type, manifest: ServiceManifest): Promise<void> {
  const config = readPlatformConfig();
  const logger = createLogger(manifest.name, config.LOG_LEVEL);
  const build = readBuildConfig();
  await startTracing({ name: manifest.name, version: build.BUILD_VERSION }, readTracingConfig());
  startDefaultMetrics(manifest.name, build);
  startLoopWatchdog(config.EVENT_LOOP_LIMIT_MS);
  const app = await createApp(appModule, { manifest, config, logger });
  await app.listen({ host: config.SERVICE_HOST, port: config.SERVICE_PORT });
  logger.info({ url: await app.getUrl(), role: config.PROCESS_ROLE }, 'listening');
  stopOnSignals(app, { logger, drainMs: config.DRAIN_MS, drain: () => app.get(ReadinessProbe).drain() });
}
