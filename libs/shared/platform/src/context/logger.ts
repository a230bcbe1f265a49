import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { currentContext, currentTraceId } from './request-context.js';

const REDACTED = ['password', 'token', 'secret', 'accessToken', 'authorization', 'cookie', 'credential'];

/** The JSON logger of a process: every line carries the trace and request id at hand; secrets by name are dropped. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`, `req.headers.${key}`]), remove: true },
    mixin: () => {
      const context = currentContext();
      return context ? { traceId: currentTraceId(), requestId: context.requestId } : {};
    },
  });
}

/** Nest's logger on top of ours. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message, context: rest.at(-1) }, message.message);
    else this.logger.error({ context: rest.at(-1), stack: rest[0] }, String(message));
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }
}
