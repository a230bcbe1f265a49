import {
  type EventData,
  type EventType,
  identityApiKeyRevokedV1,
  identityAuthorityChangedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventQueue, openQueueBackend } from '@throughline/platform';
import { createTestDatabase, testRedisUrl } from '@throughline/testing';
import { ORG_ID } from './test-gateway.js';

export interface Revocations {
  /** Where the gateways and identity meet. */
  urls: { QUEUE_DATABASE_URL: string; REDIS_URL?: string };
  /** As identity's relay hands it over. */
  authorityChanged(userId: string, orgId?: string): Promise<void>;
  keyRevoked(apiKeyId: string): Promise<void>;
  /** Breaks every connection that listens for NOTIFY. */
  breakListeners(): Promise<void>;
  close(): Promise<void>;
}

/** A queue in identity's hands. */
export async function openRevocations(): Promise<Revocations> {
  const db = await createTestDatabase({ name: 'identity', title: 'Queues', entities: [], migrations: [] });
  const redisUrl = testRedisUrl();
  const urls = { QUEUE_DATABASE_URL: db.queueUrl, ...(redisUrl ? { REDIS_URL: redisUrl } : {}) };
  const queues = await openQueueBackend(urls);
  const queue = queues.queue(eventQueue('gateway'));
  const send = async <T extends EventType>(
    { type }: T,
    { aggregateId, orgId = ORG_ID }: { aggregateId: string; orgId?: string | undefined },
    data: EventData<T>,
  ): Promise<void> => {
    const envelope = { id: newId(), type, version: 1, occurredAt: new Date().toISOString(), orgId };
    const aggregate = { aggregateId, aggregateVersion: 1, traceparent: null };
    await queue.add(type, { ...envelope, ...aggregate, data }, { jobId: `${envelope.id}-0` });
  };
  return {
    urls,
    authorityChanged: (userId, orgId) =>
      send(identityAuthorityChangedV1, { aggregateId: userId, orgId }, { userId, authEpoch: 2 }),
    keyRevoked: (apiKeyId) =>
      send(identityApiKeyRevokedV1, { aggregateId: apiKeyId }, { apiKeyId, prefix: 'tlk_user_x' }),
    breakListeners: async () => {
      await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE datname = current_database() AND query ~ '^(LISTEN gateway|SELECT 1$)'`);
    },
    close: async () => {
      await queue.close();
      await queues.close();
      await db.drop();
    },
  };
}
