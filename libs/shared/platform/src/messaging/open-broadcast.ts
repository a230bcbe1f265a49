import type { Broadcast, BroadcastListener } from './broadcast.js';
import { openPostgresBroadcast } from './postgres-broadcast.js';
import { openRedisBroadcast } from './redis-broadcast.js';

interface BroadcastUrls {
  REDIS_URL?: string | undefined;
  QUEUE_DATABASE_URL?: string | undefined;
}

/**
 * A channel between the replicas of a service, which a queue is not: of a queue one of them takes each message. On
 * Redis where `REDIS_URL` is set, else by NOTIFY in the queues' database. Rejects when it cannot be reached.
 * @param channel a lower-case word, underscores allowed
 */
export async function openBroadcast(
  urls: BroadcastUrls,
  channel: string,
  listener: BroadcastListener,
): Promise<Broadcast> {
  if (!/^[a-z_]{1,60}$/.test(channel)) throw new TypeError(`${channel} is no name of a channel`);
  if (urls.REDIS_URL) return openRedisBroadcast(urls.REDIS_URL, channel, listener);
  if (urls.QUEUE_DATABASE_URL) return openPostgresBroadcast(urls.QUEUE_DATABASE_URL, channel, listener);
  throw new Error('set REDIS_URL or QUEUE_DATABASE_URL to reach the other replicas');
}
