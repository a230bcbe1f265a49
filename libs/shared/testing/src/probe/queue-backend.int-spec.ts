import { openQueueBackend } from '@throughline/platform';
import { Redis } from 'ioredis';
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

onRedis('a Redis that was not made for queues', () => {
  let redis: ChildProcess;
  let directory: string;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    directory = await mkdtemp(join(tmpdir(), 'throughline-redis-'));
    redis = spawn(
      'redis-server',
      [
        '--port',
        `${port}`,
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--maxmemory-policy',
        'allkeys-lru',
        '--appendonly',
        'no',
      ],
      { cwd: directory, stdio: 'ignore' },
    );
    url = `redis://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    redis.kill();
    await rm(directory, { recursive: true, force: true });
  });

  it('is refused at boot when it may evict, with what to set', async () => {
    await eventually(() => expect(openQueueBackend({ REDIS_URL: url })).rejects.toThrow('set it to noeviction'));
  });

  it('is refused without an append-only file where that is asked for, and tells of it elsewhere', async () => {
    const admin = new Redis(url);
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    await admin.quit();
    await expect(openQueueBackend({ REDIS_URL: url, REDIS_REQUIRE_AOF: true })).rejects.toThrow('appendonly no');
    const backend = await openQueueBackend({ REDIS_URL: url });
    expect(await backend.keepsLog()).toBe(false);
    await backend.close();
  });
});

onRedis('the pulse', () => {
  const redisUrl = testRedisUrl();

  it('goes with the data of the queue', async () => {
    const backend = await openQueueBackend({ REDIS_URL: redisUrl });
    await backend.writePulse('probe', { counter: 7, runId: await backend.runId(), atMs: 1 });
    expect(await backend.readPulse('probe')).toEqual({ counter: 7, runId: expect.stringMatching(/^\w{40}$/), atMs: 1 });
    const admin = new Redis(redisUrl ?? '');
    await admin.flushdb();
    await admin.quit();
    expect(await backend.readPulse('probe')).toBeUndefined();
    await backend.close();
  });
});
