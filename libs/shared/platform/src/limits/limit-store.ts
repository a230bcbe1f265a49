import { Redis } from 'ioredis';
import pg from 'pg';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { LimitClass } from './limit-class.js';
import { PostgresLimiter } from './postgres-limiter.js';

/** Where requests are counted. Opened lazily: a process that limits nothing connects to nothing. */
export interface LimitStore {
  readonly kind: 'memory' | 'postgres' | 'redis';
  limiter(rate: LimitClass): RateLimiterAbstract;
  close(): Promise<void>;
}

interface StoreUrls {
  REDIS_URL?: string | undefined;
  QUEUE_DATABASE_URL?: string | undefined;
}

const PREFIX = 'limit';
/** A store that is slower than this is worse than none. */
const ANSWER_MS = 250;
/** A connection on which nothing came for so long after a command is replaced. */
const SILENT_MS = 5_000;

/** Redis when `REDIS_URL` is set: all replicas count together; else the queue database; else this process's memory. */
export function openLimitStore(urls: StoreUrls): LimitStore {
  if (urls.REDIS_URL) return redisStore(urls.REDIS_URL);
  return urls.QUEUE_DATABASE_URL ? postgresStore(urls.QUEUE_DATABASE_URL) : memoryStore();
}

function memoryStore(): LimitStore {
  return { kind: 'memory', limiter: inMemory, close: () => Promise.resolve() };
}

/** The limiter that needs nobody; also what stands in for a store that does not answer. */
export function inMemory(rate: LimitClass): RateLimiterMemory {
  return new RateLimiterMemory(optionsOf(rate));
}

function redisStore(url: string): LimitStore {
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_MS,
    socketTimeout: SILENT_MS,
    disconnectTimeout: 100,
  });
  client.on('error', () => undefined); // each refused command says so; ioredis reconnects by itself
  return {
    kind: 'redis',
    // A caller who has used up the limit is refused from memory until the window ends.
    limiter: (rate) =>
      new RateLimiterRedis({ ...optionsOf(rate), storeClient: client, inMemoryBlockOnConsumed: rate.limit + 1 }),
    close: async () => client.disconnect(),
  };
}

function postgresStore(url: string): LimitStore {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 1_000, query_timeout: ANSWER_MS });
  pool.on('error', () => undefined); // the pool replaces a broken connection
  return {
    kind: 'postgres',
    limiter: (rate) => (rate.isFrequent ? inMemory(rate) : new PostgresLimiter(pool, optionsOf(rate))),
    close: () => pool.end(),
  };
}

function optionsOf({ name, limit, windowSeconds }: LimitClass): {
  points: number;
  duration: number;
  keyPrefix: string;
} {
  return { points: limit, duration: windowSeconds, keyPrefix: `${PREFIX}:${name}` };
}
