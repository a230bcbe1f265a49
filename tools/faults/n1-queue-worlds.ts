import {
  createTestDatabase,
  createTestKeys,
  probeManifest,
  spawnService,
  TcpProxy,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { PROBE_ENTRY, startRedisProbe } from './c-redis-probe.ts';

/** The probe as a process with its workers, and the proxy on the link to its queues; its own rows are reached without. */
export interface QueueWorld {
  db: TestDatabase;
  keys: TestKeys;
  proxy: TcpProxy;
  url(): string;
  close(): Promise<void>;
}

/** Where the queues may live, and how such a world is made. */
export const QUEUE_WORLDS = { Redis: onRedis, PostgreSQL: onPostgres };

async function onRedis(): Promise<QueueWorld> {
  const proxies: TcpProxy[] = [];
  const probe = await startRedisProbe({ appendOnly: true }, async (url) => {
    const proxy = await proxyTo(url);
    proxies.push(proxy);
    return proxy.through(url).replace(/\/$/, '');
  });
  const [proxy] = proxies as [TcpProxy];
  const close = async (): Promise<void> => {
    try {
      await probe.close();
    } finally {
      await proxy.close();
    }
  };
  return { ...probe, proxy, close };
}

async function onPostgres(): Promise<QueueWorld> {
  const [db, keys] = await Promise.all([createTestDatabase(probeManifest), createTestKeys()]);
  const proxy = await proxyTo(db.queueUrl);
  const service = await spawnService(PROBE_ENTRY, {
    ...testConfig(db, keys, '/nonexistent'),
    PROCESS_ROLE: 'all',
    REDIS_URL: undefined,
    QUEUE_DATABASE_URL: proxy.through(db.queueUrl),
  });
  const close = async (): Promise<void> => {
    await service.kill();
    await proxy.close();
    await Promise.all([db.drop(), keys.close()]);
  };
  return { db, keys, proxy, url: () => service.url, close };
}

function proxyTo(url: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(url);
  return TcpProxy.to({ host: hostname, port: Number(port) });
}
