import { eventQueue, openQueueBackend } from '@throughline/platform';
import { eventually, spawnService } from '@throughline/testing';
import { type EchoLoad, isClean, outcomeOf, outcomeText, sendEchoes, settle } from '../c-echoes.ts';
import { PROBE_ENTRY, type RedisProbe, startRedisProbe } from '../c-redis-probe.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { startOwnRedis } from '../own-redis.ts';

const OPEN = sized(300, 5_000);
const LIMIT_MS = 300_000;
const TARGET = 'FLUSHALL, or an older RDB: 100% of 5,000 open items done; a wrong policy: no start';

/** Holds the probe's worker back, or lets it go on. */
async function hold({ redis }: RedisProbe, isHeld: boolean): Promise<void> {
  const backend = await openQueueBackend({ REDIS_URL: redis.url });
  const queue = backend.queue(eventQueue('billing'));
  await (isHeld ? queue.pause() : queue.resume());
  await queue.close();
  await backend.close();
}

/** Sends commands whose events all lie in Redis, undone, when this resolves. */
async function fill(probe: RedisProbe): Promise<{ load: EchoLoad; open: number }> {
  await hold(probe, true);
  const load = await sendEchoes(probe, OPEN / 2, LIMIT_MS); // each has two events
  const waiting = (): Promise<unknown[]> => probe.db.query('SELECT 1 FROM billing.outbox WHERE published_at IS NULL');
  await eventually(async () => expect(await waiting()).toEqual([]), LIMIT_MS);
  const open = await probe.db.query(`SELECT 1 FROM billing.outbox_delivery WHERE consumer = 'billing'`);
  return { load, open: open.length };
}

interface Judged {
  fault: string;
  open: number;
  loads: readonly EchoLoad[];
}

async function judge({ db }: RedisProbe, { fault, open, loads }: Judged): Promise<void> {
  const ms = await settle(db, LIMIT_MS);
  const outcome = await outcomeOf(db, loads);
  const reached = `${fault}: ${open} open items, ${outcomeText(outcome)}, done in ${(ms / 1_000).toFixed(1)} s`;
  report({ row: 'C5', target: TARGET, reached, pass: isClean(outcome) && open >= OPEN });
  expect(open).toBeGreaterThanOrEqual(OPEN);
  expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
}

/** Redis is emptied, or comes back as it was a while ago, while it holds everything that there is to do. */
describe('C5: Redis emptied', () => {
  let probe: RedisProbe;
  beforeAll(async () => {
    probe = await startRedisProbe({ appendOnly: false });
  }, 120_000);
  afterAll(() => probe.close(), 60_000);

  it('refuses to start on a Redis that may evict', async () => {
    const evicting = await startOwnRedis({ appendOnly: false, policy: 'allkeys-lru' });
    const started = await spawnService(PROBE_ENTRY, { ...probe.config, REDIS_URL: evicting.url });
    const code = await started.ended;
    await evicting.remove();
    report({ row: 'C5', target: TARGET, reached: `allkeys-lru: exit ${code}`, pass: code === 1 });
    expect(code).toBe(1);
  }, 60_000);

  it(
    'does everything that an emptied Redis held',
    async () => {
      const { load, open } = await fill(probe);
      await probe.redis.command('FLUSHALL');
      await judge(probe, { fault: 'FLUSHALL', open, loads: [load] });
    },
    LIMIT_MS * 2,
  );

  it(
    'does everything that an older snapshot does not know, and nothing twice that it knows as open',
    async () => {
      const before = await fill(probe);
      await probe.redis.command('SAVE');
      await hold(probe, false);
      await settle(probe.db, LIMIT_MS); // done by now, and open in the snapshot
      const { load, open } = await fill(probe);
      await probe.redis.kill();
      await probe.redis.restart();
      await hold(probe, false); // the snapshot was made while the worker was held back
      await judge(probe, { fault: 'older RDB', open, loads: [before.load, load] });
    },
    LIMIT_MS * 3,
  );
});
