import { type Grant, Lease } from './lease.js';

const rate = { name: 'api', limit: 1_000, windowSeconds: 60, isFrequent: true };
const WINDOW_MS = 60_000;

/** A store that all leases of a caller share. */
class Store {
  nowMs = 0;
  asked: number[] = [];
  used = 0;

  readonly ask = (points: number): Promise<Grant> => {
    this.asked.push(points);
    const granted = Math.max(0, Math.min(points, rate.limit - this.used));
    this.used += points;
    const resetMs = WINDOW_MS - (this.nowMs % WINDOW_MS);
    return Promise.resolve({ granted, remaining: Math.max(0, rate.limit - this.used), resetMs });
  };

  lease(): Lease {
    return new Lease(rate, this.ask, () => this.nowMs);
  }
}

const times = async (count: number, lease: Lease) => {
  const taken = [];
  for (let i = 0; i < count; i++) taken.push(await lease.take());
  return taken;
};
const allowed = (taken: { allowed: boolean }[]): number => taken.filter((one) => one.allowed).length;

describe('Lease', () => {
  it('allows exactly the limit, and asks much less often', async () => {
    const store = new Store();
    const taken = await times(1_050, store.lease());
    expect(allowed(taken)).toBe(1_000);
    expect(taken.slice(0, 1_000).map(({ remaining }) => remaining)).toEqual(
      Array.from({ length: 1_000 }, (_, used) => 999 - used),
    );
    expect(store.asked.length).toBeLessThan(450);
    expect(Math.max(...store.asked)).toBeLessThanOrEqual(10);
  });

  it('takes no more ahead than was used here: who comes once takes one', async () => {
    const store = new Store();
    await times(1, store.lease());
    expect(store.used).toBe(1);
    await times(3, store.lease());
    expect(store.asked).toEqual([1, 1, 1, 2]);
  });

  it('is one limit for all replicas, about a hundredth of it kept by an idle one', async () => {
    const store = new Store();
    const [idle, busy] = [store.lease(), store.lease()];
    await times(200, idle);
    expect(allowed(await times(1_000, busy))).toBeGreaterThanOrEqual(790);
    expect(allowed(await times(1_000, busy)) + allowed(await times(1_000, idle))).toBeLessThanOrEqual(10);
  });

  it('asks once for everybody who waits, and allows as many of them as the limit has', async () => {
    const store = new Store();
    store.used = 990;
    const lease = store.lease();
    const taken = await Promise.all(Array.from({ length: 64 }, async () => lease.take()));
    expect(allowed(taken)).toBe(10);
    expect(store.asked).toEqual([1, 63]);
  });

  it('keeps nothing beyond the window', async () => {
    const store = new Store();
    const lease = store.lease();
    await times(100, lease);
    store.nowMs += WINDOW_MS;
    store.used = 0;
    const [first] = await times(1, lease);
    expect(first).toMatchObject({ allowed: true, remaining: 999, resetMs: WINDOW_MS });
    expect(store.used).toBe(1);
  });

  it('refuses until the window ends, and says when that is', async () => {
    const store = new Store();
    store.used = rate.limit;
    store.nowMs = 20_000;
    const [refused] = await times(1, store.lease());
    expect(refused).toMatchObject({ allowed: false, remaining: 0, resetMs: 40_000 });
  });

  it('tells everybody who waits that the store cannot be asked, and asks again', async () => {
    const store = new Store();
    let isBroken = true;
    const lease = new Lease(rate, (points) => (isBroken ? Promise.reject(new Error('down')) : store.ask(points)));
    const outcomes = await Promise.allSettled([lease.take(), lease.take()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    expect(await lease.take()).toMatchObject({ allowed: true });
  });
});
