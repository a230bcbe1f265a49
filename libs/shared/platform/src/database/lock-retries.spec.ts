import { withLockRetries } from './lock-retries.js';

describe('withLockRetries', () => {
  const locked = Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
  const failing = (times: number, error: Error) => {
    let tries = 0;
    const work = (): Promise<number> => (++tries > times ? Promise.resolve(tries) : Promise.reject(error));
    return { work, tries: () => tries };
  };

  it.each([0, 1, 19])('goes through after %d locked tries', async (times) => {
    expect(await withLockRetries(failing(times, locked).work, 0)).toBe(times + 1);
  });

  it('gives up after twenty', async () => {
    const migration = failing(100, locked);
    await expect(withLockRetries(migration.work, 0)).rejects.toBe(locked);
    expect(migration.tries()).toBe(20);
  });

  it('tries nothing else again', async () => {
    const migration = failing(100, new Error('syntax error'));
    await expect(withLockRetries(migration.work, 0)).rejects.toThrow('syntax');
    expect(migration.tries()).toBe(1);
  });
});
