import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

const HARD_EXIT_MS = 25_000;
/** Requests that are still open so long after the signal are cut off; streams and long polls have been ended by then. */
const CUT_OFF_MS = 20_000;
const LOOK_MS = 50;

export interface StopOptions {
  logger: Logger;
  /** How long the process still answers while it reports itself unready, for balancers to notice. */
  drainMs: number;
  /** Makes the process report itself unready. */
  drain: () => void;
}

/**
 * On SIGTERM or SIGINT: unready, a pause for balancers, no more work claimed, jobs at hand end (15 s), no new
 * connections, streams and long polls are ended, open requests end (until 20 s), pools close, exit 0; at the latest after
 * 25 s, then 1.
 */
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
  const toldAt = performance.now();
  setTimeout(() => process.exit(1), HARD_EXIT_MS).unref();
  drain();
  await delay(drainMs);
  closeConnections(app.getHttpServer() as Server, toldAt);
  await app.close().catch((error: unknown) => logger.error({ err: error }, 'shutdown was not clean'));
  process.exit(process.exitCode ?? 0);
}

/**
 * A connection whose request was answered after the server stopped listening stays open for the next one, which cannot
 * come: such connections are closed as they become idle, and what is left is cut off.
 */
function closeConnections(server: Server, toldAt: number): void {
  const look = (): void => {
    if (server.listening) return;
    if (performance.now() - toldAt > CUT_OFF_MS) server.closeAllConnections();
    else server.closeIdleConnections();
  };
  setInterval(look, LOOK_MS).unref();
}
