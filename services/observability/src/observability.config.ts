import { readEnv } from '@throughline/platform';
import { z } from 'zod';

const shape = {
  /** Connections that write log lines; a pool of their own, so that ingest cannot starve the rest. */
  INGEST_CONNECTIONS: z.coerce.number().int().min(1).max(8).default(2),
  /** Bytes of lines that may wait for their commit before senders are told to come back (503). */
  INGEST_QUEUE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(64 * 1024 * 1024),
  /** Lines a second that one live tail gets; the rest is counted and reported, not sent. */
  TAIL_LINES_PER_SECOND: z.coerce.number().int().positive().default(500),
  ALERT_TICK_MS: z.coerce.number().int().min(50).default(1_000),
};

export type ObservabilityConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** Injection token of this service's own configuration. */
export const OBSERVABILITY_CONFIG = Symbol('OBSERVABILITY_CONFIG');

/** The part of the configuration that only this service has. Throws when it is not usable. */
export function readObservabilityConfig(env: NodeJS.ProcessEnv = process.env): ObservabilityConfig {
  return readEnv(shape, env);
}
