import { createLogger, type LimitClass, openLimitStore, RateLimits } from '@throughline/platform';
import { eventually } from '../eventually.js';
import { MovedClock } from '../moved-clock.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { probeManifest } from './probe.module.js';

const HOUR_MS = 3_600_000;
const LOGIN: LimitClass = { name: 'login', limit: 3, windowSeconds: 60 };

/** Two replicas with the queue database between them; the process's clock is one of theirs, and then the other's. */
describe('limits that are counted in PostgreSQL', () => {
  let db: TestDatabase;
  let limits: RateLimits;
  const clock = new MovedClock();
  beforeAll(async () => {
    db = await createTestDatabase(probeManifest);
    limits = new RateLimits(openLimitStore({ QUEUE_DATABASE_URL: db.queueUrl }), createLogger('t', 'silent'));
    clock.take();
  });
  afterEach(() => clock.set(0));
  afterAll(async () => {
    clock.giveBack();
    await limits.onApplicationShutdown();
    await db.drop();
  });

  it.each([HOUR_MS, -HOUR_MS])('hold for a replica whose clock is elsewhere (%i ms)', async (ms) => {
    const caller = `hold ${ms}`;
    expect(await limits.consume(LOGIN, caller, 3)).toMatchObject({ allowed: true, remaining: 0 });
    clock.set(ms);
    expect(await limits.isSpent(LOGIN, caller)).toBe(true);
    const refused = await limits.consume(LOGIN, caller);
    expect(refused.allowed).toBe(false);
    expect(refused.resetMs).toBeGreaterThan(50_000);
    expect(refused.resetMs).toBeLessThanOrEqual(60_000);
  });

  it('end when their window ends, whoever began it', async () => {
    const rate = { ...LOGIN, name: 'short', windowSeconds: 1 };
    clock.set(HOUR_MS);
    await limits.consume(rate, 'a', 4);
    clock.set(0);
    await eventually(async () => expect(await limits.isSpent(rate, 'a')).toBe(false), 10_000);
    expect(await limits.consume(rate, 'a')).toMatchObject({ allowed: true, remaining: 2 });
  });
});
