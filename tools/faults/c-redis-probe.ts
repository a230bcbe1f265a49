import type { PlatformConfig } from '@throughline/platform';
import {
  createTestDatabase,
  createTestKeys,
  probeManifest,
  type ServiceProcess,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { join } from 'node:path';
import { choosePort } from '../processes/free-port.ts';
import { metricAt } from './c-metrics.ts';
import { type OwnRedis, type RedisSettings, startOwnRedis } from './own-redis.ts';

export const PROBE_ENTRY = join(__dirname, '../../libs/shared/testing/dist/probe/probe.main.js');

/** The probe as a process whose queues are in a Redis of its own, with the delays of production. */
export interface RedisProbe {
  redis: OwnRedis;
  db: TestDatabase;
  keys: TestKeys;
  service: ServiceProcess;
  config: Partial<PlatformConfig>;
  url(): string;
  /** `throughline_<name>`, summed over its labels. */
  metric(name: string): Promise<number>;
  close(): Promise<void>;
}

/** @param way the URL by which the process reaches its Redis, for what stands in between */
export async function startRedisProbe(
  settings: RedisSettings,
  way: (url: string) => Promise<string> = (url) => Promise.resolve(url),
): Promise<RedisProbe> {
  const [redis, db, keys, port] = await Promise.all([
    startOwnRedis(settings),
    createTestDatabase(probeManifest),
    createTestKeys(),
    choosePort(9490),
  ]);
  const config = {
    ...testConfig(db, keys, '/nonexistent'),
    PROCESS_ROLE: 'all' as const,
    REDIS_URL: await way(redis.url),
    REDIS_REQUIRE_AOF: settings.appendOnly,
  };
  const service = await spawnService(PROBE_ENTRY, config, { METRICS_PORT: `${port}`, METRICS_HOST: '127.0.0.1' });
  return {
    redis,
    db,
    keys,
    service,
    config,
    url: () => service.url,
    metric: (name) => metricAt(port, name),
    close: async () => {
      await service.kill();
      await Promise.all([redis.remove(), db.drop(), keys.close()]);
    },
  };
}
