import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readPlatformConfig } from '../config/platform.config.js';
import { createLogger } from '../context/logger.js';
import type { Logger } from '../context/root-logger.js';
import { startDefaultMetrics } from '../health/metrics.js';
import { ReadinessProbe } from '../health/readiness.js';
import type { ServiceManifest } from '../service-manifest.js';
import { createApp } from './create-app.js';

const HARD_EXIT_MS = 25_000;

/** Runs a service until SIGTERM or SIGINT; then drains: unready, a pause for balancers, close, exit 0 within 25 s. */
export async function bootstrap(appModule: Type, manifest: ServiceManifest): Promise<void> {
  const config = readPlatformConfig();
  const logger = createLogger(manifest.name, config.LOG_LEVEL);
  startDefaultMetrics(manifest.name);
  const app = await createApp(appModule, { manifest, config, logger });
  await app.listen({ host: config.SERVICE_HOST, port: config.SERVICE_PORT });
  logger.info({ url: await app.getUrl(), role: config.PROCESS_ROLE }, 'listening');
  const stop = once(() => shutDown(app, logger, config.DRAIN_MS));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('unhandledRejection', (error) => {
    logger.fatal({ err: error }, 'unhandled rejection');
    process.exitCode = 1;
    stop();
  });
}

async function shutDown(app: NestFastifyApplication, logger: Logger, drainMs: number): Promise<void> {
  setTimeout(() => process.exit(1), HARD_EXIT_MS).unref();
  app.get(ReadinessProbe).drain();
  await new Promise((resolve) => setTimeout(resolve, drainMs));
  await app.close().catch((error: unknown) => logger.error({ err: error }, 'shutdown was not clean'));
  process.exit(process.exitCode ?? 0);
}

function once(action: () => Promise<void>): () => void {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    void action();
  };
}
