import { createLogger } from '../context/logger.js';
import { addressCaller, type LimitClass } from './limit-class.js';
import { openLimitStore } from './limit-store.js';
import { LimitedError } from './limited-error.js';
import { RateLimits } from './rate-limits.js';

const LOGIN: LimitClass = { name: 'login', limit: 3, windowSeconds: 60 };

describe('RateLimits', () => {
  const open: RateLimits[] = [];
  let lines = '';
  const create = (urls: Parameters<typeof openLimitStore>[0] = {}): RateLimits => {
    const limits = new RateLimits(
      openLimitStore(urls),
      createLogger('t', 'warn', { write: (line: string) => void (lines += line) }),
    );
    open.push(limits);
    return limits;
  };
  beforeEach(() => {
    lines = '';
  });
  afterAll(() => Promise.all(open.map((limits) => limits.onApplicationShutdown())));

  it('counts each caller of each class by itself', async () => {
    const limits = create();
    const used = [];
    for (let i = 0; i < 4; i++) used.push(await limits.consume(LOGIN, 'a'));
    expect(used.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    expect(used[3]).toMatchObject({ name: 'login', limit: 3, windowSeconds: 60 });
    expect((await limits.consume(LOGIN, 'b')).allowed).toBe(true);
    expect((await limits.consume({ ...LOGIN, name: 'mail' }, 'a')).allowed).toBe(true);
  });

  it('looks without counting, takes several at once, and forgets', async () => {
    const limits = create();
    expect(await limits.isSpent(LOGIN, 'a')).toBe(false);
    expect(await limits.consume(LOGIN, 'a', 3)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await limits.isSpent(LOGIN, 'a')).toBe(true);
    await limits.reset(LOGIN, 'a');
    expect(await limits.isSpent(LOGIN, 'a')).toBe(false);
  });

  it('refuses with what the answer needs', async () => {
    const limits = create();
    await limits.enforce(LOGIN, 'a', 3);
    const error: unknown = await limits.enforce(LOGIN, 'a').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LimitedError);
    expect(error).toMatchObject({ code: 'rate_limited', category: 'limited', consumption: { allowed: false } });
  });

  it('counts what is frequent exactly too, however many come at once, and forgets it', async () => {
    const limits = create();
    const rate = { ...LOGIN, name: 'api', limit: 300, isFrequent: true };
    const taken = await Promise.all(Array.from({ length: 400 }, () => limits.consume(rate, 'a')));
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(300);
    expect((await limits.consume(rate, 'b')).remaining).toBe(299);
    await limits.reset(rate, 'a');
    expect(await limits.consume(rate, 'a')).toMatchObject({ allowed: true, remaining: 299 });
  });

  it('counts what is frequent by itself while the store does not answer', async () => {
    const limits = create({ REDIS_URL: 'redis://127.0.0.1:1' });
    const rate = { ...LOGIN, isFrequent: true };
    const allowed = [];
    for (let i = 0; i < 4; i++) allowed.push((await limits.consume(rate, 'a')).allowed);
    expect(allowed).toEqual([true, true, true, false]);
  });

  it.each([
    ['Redis', { REDIS_URL: 'redis://127.0.0.1:1' }],
    ['PostgreSQL', { QUEUE_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }],
  ])('goes on by itself, and says so once, while %s does not answer', async (_what, urls) => {
    const limits = create(urls);
    const allowed = [];
    for (let i = 0; i < 4; i++) allowed.push((await limits.consume(LOGIN, 'a')).allowed);
    expect(allowed).toEqual([true, true, true, false]);
    expect(lines.match(/does not answer: counting here/g)).toHaveLength(1);
  });
});

describe('addressCaller', () => {
  it.each([
    ['203.0.113.7', 'ip:203.0.113.7'],
    ['::ffff:203.0.113.7', 'ip:203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', 'ip:2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', 'ip:2001:db8:1:2::/64'],
    ['unknown', 'ip:unknown'],
  ])('%s counts as %s', (ip, caller) => expect(addressCaller(ip)).toBe(caller));
});
