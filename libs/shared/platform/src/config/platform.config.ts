import { z } from 'zod';
import { kek, previousKeks } from './key-shape.js';
import { readEnv } from './read-env.js';

const shape = {
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PROCESS_ROLE: z.enum(['all', 'http', 'worker']).default('all'),
  SERVICE_HOST: z.string().default('0.0.0.0'),
  SERVICE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  DATABASE_URL: z.string(),
  DATABASE_POOL: z.coerce.number().int().positive().default(8),
  /** Off behind a PgBouncer in transaction mode that is older than 1.21. */
  DATABASE_PREPARE: z.stringbool().default(true),
  /** How long a request may take from when it was read until its answer begins. */
  REQUEST_LIMIT_MS: z.coerce.number().int().min(100).default(9_000),
  QUEUE_DATABASE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  /** How long a job may be silent before another worker takes it over. */
  QUEUE_LOCK_MS: z.coerce.number().int().min(1_000).default(30_000),
  /** Refuse to start on a Redis without an append-only file, instead of warning. */
  REDIS_REQUIRE_AOF: z.stringbool().default(false),
  /** How long a consumer may not have acknowledged an event before it is looked for in its queue. */
  REDRIVE_AFTER_MS: z.coerce.number().int().min(100).default(60_000),
  SWEEP_MS: z.coerce.number().int().min(50).default(5_000),
  /** A process whose event loop is blocked for this long ends itself, for its supervisor to start it anew. 0: never. */
  EVENT_LOOP_LIMIT_MS: z.coerce.number().int().min(0).default(30_000),
  /** Names this release, in dead letters. */
  SERVICE_VERSION: z.string().default('dev'),
  JWKS_URL: z.url(),
  PUBLIC_URL: z.url(),
  /** Wraps the data keys that seal secrets. */
  KEK: kek,
  KEK_PREVIOUS: previousKeks,
  BLOB_DIR: z.string(),
  /** Keeps artifacts in this bucket instead of below BLOB_DIR. */
  BLOB_S3_BUCKET: z.string().min(3).max(63).optional(),
  BLOB_S3_REGION: z.string().optional(),
  /** Of a store that is not Amazon's. */
  BLOB_S3_ENDPOINT: z.url().optional(),
  /** Both, or neither: then the SDK's own order of places is looked through. */
  BLOB_S3_ACCESS_KEY_ID: z.string().optional(),
  BLOB_S3_SECRET_ACCESS_KEY: z.string().optional(),
  WORK_DIR: z.string(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** How long after the order to purge an organization its rows go: the last tokens for it live for 90 seconds. */
  PURGE_DELAY_MS: z.coerce.number().int().min(0).default(120_000),
  /** How long a terminating process still answers while it reports itself unready. */
  DRAIN_MS: z.coerce.number().int().min(0).default(3_000),
};

export type PlatformConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** Injection token of the parsed configuration. */
export const PLATFORM_CONFIG = Symbol('PLATFORM_CONFIG');

/** The configuration that every service shares. Throws when it is not usable. */
export function readPlatformConfig(env: NodeJS.ProcessEnv = process.env): PlatformConfig {
  const config = readEnv(shape, env);
  if (!config.REDIS_URL && !config.QUEUE_DATABASE_URL) {
    throw new Error('configuration is not usable: set REDIS_URL or QUEUE_DATABASE_URL for the queues');
  }
  if ((config.BLOB_S3_ACCESS_KEY_ID === undefined) !== (config.BLOB_S3_SECRET_ACCESS_KEY === undefined)) {
    throw new Error('configuration is not usable: BLOB_S3_ACCESS_KEY_ID and BLOB_S3_SECRET_ACCESS_KEY go together');
  }
  return config;
}
