import { reached } from './reached.js';

describe('a count that is waited for', () => {
  const counting = (...counts: number[]) => {
    let at = 0;
    return (): Promise<number> => Promise.resolve(counts[Math.min(at++, counts.length - 1)] ?? 0);
  };

  it('is reached however often it stands still meanwhile', async () =>
    expect(await reached(3, counting(0, 0, 1, 1, 2, 3), 1_000)).toBe(3));

  it('may be more than was asked for, for the test to see', async () =>
    expect(await reached(3, counting(0, 4), 1_000)).toBe(4));

  it('is given up once it stands still for too long', () =>
    expect(reached(3, counting(0, 2), 1)).rejects.toThrow('still 2 of 3'));
});
