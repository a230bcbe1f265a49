import { eventQueue, openQueueBackend, type PlatformConfig } from '@throughline/platform';
import {
  createTestDatabase,
  createTestKeys,
  eventually,
  probeManifest,
  type ServiceProcess,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { join } from 'node:path';
import { type EchoLoad, isClean, outcomeOf, outcomeText, sendEchoes, settle } from '../c-echoes.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';

const ENTRY = join(__dirname, '../../../libs/shared/testing/dist/probe/probe.main.js');
const OPEN = sized(300, 5_000);
const LIMIT_MS = 300_000;
const TARGET = 'FLUSHALL, or an older RDB: 100% of 5,000 open items done; a wrong policy: no start';

/** Redis is emptied, or comes back as it was a while ago, while it holds everything that there is to do. */
describe('C5: Redis emptied', () => {
  let redis: OwnRedis;
  let db: TestDatabase;
  let keys: TestKeys;
  let service: ServiceProcess;
  let config: Partial<PlatformConfig>;
  const loads: EchoLoad[] = [];
  beforeAll(async () => {
    [redis, db, keys] = await Promise.all([
      startOwnRedis({ appendOnly: false }),
      createTestDatabase(probeManifest),
      createTestKeys(),
    ]);
    config = { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all', REDIS_URL: redis.url };
    service = await spawnService(ENTRY, config);
  }, 120_000);
  afterAll(async () => {
    await service.kill();
    await Promise.all([redis.remove(), db.drop(), keys.close()]);
  }, 60_000);

  /** Holds the probe's worker back, or lets it go on. */
  async function hold(isHeld: boolean): Promise<void> {
    const backend = await openQueueBackend({ REDIS_URL: redis.url });
    const queue = backend.queue(eventQueue('billing'));
    await (isHeld ? queue.pause() : queue.resume());
    await queue.close();
    await backend.close();
  }

  /** Sends commands whose events all lie in Redis when this resolves; they are two for each command. */
  async function fill(): Promise<void> {
    await hold(true);
    loads.push(await sendEchoes({ url: () => service.url, keys }, OPEN / 2, LIMIT_MS));
    await eventually(async () => expect(await waiting()).toBe(0), LIMIT_MS);
  }

  async function waiting(): Promise<number> {
    const rows = await db.query('SELECT 1 FROM billing.outbox WHERE published_at IS NULL');
    return rows.length;
  }

  async function openNow(): Promise<number> {
    const rows = await db.query(`SELECT 1 FROM billing.outbox_delivery WHERE consumer = 'billing'`);
    return rows.length;
  }

  async function judge(fault: string, open: number): Promise<void> {
    const ms = await settle(db, LIMIT_MS);
    const outcome = await outcomeOf(db, loads);
    const reached = `${fault}: ${open} open items, ${outcomeText(outcome)}, done in ${(ms / 1_000).toFixed(1)} s`;
    report({ row: 'C5', target: TARGET, reached, pass: isClean(outcome) && open >= OPEN });
    expect(open).toBeGreaterThanOrEqual(OPEN);
    expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
  }

  it('refuses to start on a Redis that may evict', async () => {
    const evicting = await startOwnRedis({ appendOnly: false, policy: 'allkeys-lru' });
    const started = await spawnService(ENTRY, { ...config, REDIS_URL: evicting.url });
    const code = await started.ended;
    await evicting.remove();
    report({ row: 'C5', target: TARGET, reached: `allkeys-lru: exit ${code}`, pass: code === 1 });
    expect(code).toBe(1);
  }, 60_000);

  it(
    'does everything that an emptied Redis held',
    async () => {
      await fill();
      const open = await openNow();
      await redis.command('FLUSHALL');
      await judge('FLUSHALL', open);
    },
    LIMIT_MS * 2,
  );

  it(
    'does everything that a Redis from an older snapshot does not know, and nothing twice that it knows as open',
    async () => {
      await fill();
      await redis.command('SAVE');
      await hold(false);
      await settle(db, LIMIT_MS); // done by now, and open in the snapshot
      await fill();
      const open = await openNow();
      await redis.kill();
      await redis.restart();
      await hold(false); // the snapshot was made while the worker was held back
      await judge('older RDB', open);
    },
    LIMIT_MS * 3,
  );
});
