import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

const HARD_EXIT_MS = 25_000;
/** Requests have this long to end; streams never would. */
const CUT_OFF_MS = 8_000;

export interface StopOptions {
  logger: Logger;
  /** How long the process still answers while it reports itself unready, for balancers to notice. */
  drainMs: number;
  /** Makes the process report itself unready. */
  drain: () => void;
}

/** On SIGTERM or SIGINT: unready, a pause for balancers, no new connections, open requests end, exit 0 within 25 s. */
export function stopOnSignals(app: NestFastifyApplication, options: StopOptions): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void shutDown(app, options);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('unhandledRejection', (error) => {
    options.logger.fatal({ err: error }, 'unhandled rejection');
    process.exitCode = 1;
    stop();
  });
}

async function shutDown(app: NestFastifyApplication, { logger, drainMs, drain }: StopOptions): Promise<void> {
  setTimeout(() => process.exit(1), HARD_EXIT_MS).unref();
  drain();
  await delay(drainMs);
  setTimeout(() => (app.getHttpServer() as Server).closeAllConnections(), CUT_OFF_MS).unref();
  await app.close().catch((error: unknown) => logger.error({ err: error }, 'shutdown was not clean'));
  process.exit(process.exitCode ?? 0);
}
