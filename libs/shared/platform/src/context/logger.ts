import type { LoggerService } from '@nestjs/common';
import { plainText, redactKeys } from '@throughline/kernel';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { maskSecrets } from '../masking/process-secrets.js';
import { currentContext, currentTraceId } from './request-context.js';

const MAX_DEPTH = 12;

/**
 * The JSON logger of a process: every line carries the trace and request id at hand. Secrets go by the name of their
 * field and by their value (see registerSecret); terminal escapes, control characters and direction marks go from
 * every text, whoever wrote it.
 */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    mixin: () => {
      const context = currentContext();
      return context ? { traceId: currentTraceId(), requestId: context.requestId } : {};
    },
    serializers: { err: (error: Error) => plainValue(redactKeys(stdSerializers.err(error))) },
    formatters: { log: (fields: object) => plainValue(redactKeys(fields)) as Record<string, unknown> },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: Logger['info']) {
        method.apply(this, args.map(plainArgument) as typeof args);
      },
      streamWrite: maskSecrets,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function plainArgument(argument: unknown): unknown {
  return typeof argument === 'string' ? plainText(argument) : argument;
}

/** The same value with every text in it as plain text; what is no plain object is the serializers' affair. */
function plainValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && depth > 0) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [plainText(key), plainValue(member, depth + 1)]),
  );
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
