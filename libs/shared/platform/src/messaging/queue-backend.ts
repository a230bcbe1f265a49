import { type Processor, Queue, type QueueOptions, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { EventEmitter } from 'node:events';
import { OnPostgres, QUEUE_SCHEMA, refuseUnmigrated } from './bullmq-on-postgres.js';
import { openQueuePool } from './queue-pool.js';
import { pulseIn } from './queue-pulse-job.js';
import type { Pulse } from './queue-loss.rules.js';
import { watchRedis } from './redis-watch.js';

/** Where the queues live. The two backends behave alike; which one is a matter of configuration. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  queue(name: string): Queue;
  worker(
    name: string,
    processor: Processor,
    options: Pick<WorkerOptions, 'concurrency' | 'settings' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'>,
  ): Worker;
  /** Names the server's present run; another name says that it was started anew and may have lost its last second. */
  runId(): Promise<string>;
  /** The pulse that lives among the queue's own data, and is lost with them. */
  readPulse(owner: string): Promise<Pulse | undefined>;
  writePulse(owner: string, pulse: Pulse): Promise<void>;
  /** Whether what it holds outlives a crash of its server. */
  keepsLog(): Promise<boolean>;
  /** Rejects when the backend does not answer. */
  ping(): Promise<void>;
  /** Leaves the connection open while a worker has not ended; then it is for the end of the process to close it. */
  close(): Promise<void>;
}

interface QueueUrls {
  REDIS_URL?: string | undefined;
  QUEUE_DATABASE_URL?: string | undefined;
  REDIS_REQUIRE_AOF?: boolean | undefined;
}

/** Connects to Redis when `REDIS_URL` is set, else to PostgreSQL. Rejects on a Redis that may evict our jobs. */
export async function openQueueBackend(urls: QueueUrls): Promise<QueueBackend> {
  if (urls.REDIS_URL) return openRedis(urls.REDIS_URL, urls.REDIS_REQUIRE_AOF === true);
  if (urls.QUEUE_DATABASE_URL) return openPostgres(urls.QUEUE_DATABASE_URL);
  throw new Error('set REDIS_URL or QUEUE_DATABASE_URL for the queues');
}

async function openRedis(url: string, requiresAof: boolean): Promise<QueueBackend> {
  const connection = new Redis(url, { maxRetriesPerRequest: null, enableOfflineQueue: true });
  connection.on('error', () => undefined); // reported by ping(); ioredis reconnects by itself
  watchRedis(connection);
  await refuseEviction(connection);
  if (requiresAof) await refuseForgetting(connection);
  const shared: QueueOptions = { connection };
  const queue = (name: string): Queue => guarded(new Queue(name, shared));
  const running = new Set<Worker>();
  return {
    kind: 'redis',
    queue,
    ...pulseIn(queue),
    runId: async () => /^run_id:(\w+)/m.exec(await connection.info('server'))?.[1] ?? '',
    keepsLog: async () => keepsLog(connection),
    worker: (name, processor, options) => kept(running, new Worker(name, processor, { ...options, connection })),
    ping: async () => void (await connection.ping()),
    close: async () => void (running.size === 0 && (await connection.quit())),
  };
}

/** BullMQ loses jobs under any other policy (docs.bullmq.io, "Going to production"). */
async function refuseEviction(redis: Redis): Promise<void> {
  const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as [string, string];
  if (policy === 'noeviction') return;
  await redis.quit();
  throw new Error(`Redis has maxmemory-policy ${policy}; set it to noeviction, or queued work can be evicted`);
}

/** Without its append-only file a Redis that is restarted has forgotten everything since its last snapshot. */
async function refuseForgetting(redis: Redis): Promise<void> {
  if (await keepsLog(redis)) return;
  await redis.quit();
  throw new Error('Redis has appendonly no; set it to yes, or unset REDIS_REQUIRE_AOF');
}

async function keepsLog(redis: Redis): Promise<boolean> {
  const [, appendOnly] = (await redis.config('GET', 'appendonly')) as [string, string];
  return appendOnly === 'yes';
}

async function openPostgres(url: string): Promise<QueueBackend> {
  const pool = openQueuePool({ connectionString: url, max: 4, options: `-c search_path=${QUEUE_SCHEMA}` });
  await refuseUnmigrated(pool);
  const queue = (name: string): Queue => guarded(new OnPostgres.Queue(name, { connection: pool }) as unknown as Queue);
  const running = new Set<Worker>();
  return {
    kind: 'postgres',
    queue,
    ...pulseIn(queue),
    runId: () => Promise.resolve(''), // what it has committed outlives its restart
    keepsLog: () => Promise.resolve(true),
    worker: (name, processor, options) =>
      kept(running, new OnPostgres.Worker(name, processor, { ...options, connection: pool }) as unknown as Worker),
    ping: async () => void (await pool.query('SELECT 1')),
    close: async () => void (running.size === 0 && (await pool.end())),
  };
}

/** A worker that finishes a job over a connection that was closed tries again without a pause and blocks its process. */
function kept(running: Set<Worker>, worker: Worker): Worker {
  running.add(guarded(worker));
  return worker.on('closed', () => running.delete(worker));
}

/** An emitter without an 'error' listener would end the process on a lost connection. */
function guarded<T extends Queue | Worker>(emitter: T): T {
  (emitter as EventEmitter).on('error', () => undefined);
  return emitter;
}
