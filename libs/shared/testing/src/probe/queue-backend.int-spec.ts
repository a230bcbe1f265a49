import { openQueueBackend } from '@throughline/platform';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { freePort } from '../free-port.js';
import { testRedisUrl } from '../test-env.config.js';

const onRedis = testRedisUrl() === undefined ? describe.skip : describe;

describe('the queue backend', () => {
  it('is refused without an address', async () => {
    await expect(openQueueBackend({})).rejects.toThrow('set REDIS_URL or QUEUE_DATABASE_URL');
  });
});

onRedis('a Redis that may evict', () => {
  let redis: ChildProcess;
  let directory: string;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    directory = await mkdtemp(join(tmpdir(), 'throughline-redis-'));
    redis = spawn(
      'redis-server',
      ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'allkeys-lru'],
      { cwd: directory, stdio: 'ignore' },
    );
    url = `redis://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    redis.kill();
    await rm(directory, { recursive: true, force: true });
  });

  it('is refused at boot, with what to set', async () => {
    await eventually(() => expect(openQueueBackend({ REDIS_URL: url })).rejects.toThrow('set it to noeviction'));
  });
});
