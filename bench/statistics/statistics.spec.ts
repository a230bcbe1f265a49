import { randomFrom } from './random.ts';
import { ratioOfMedians } from './ratio.ts';
import { iqr, median, quantile } from './summary.ts';

describe('quantile', () => {
  it.each([
    [[7], 0.99, 7],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.25, 2],
    [[10, 0], 0.95, 9.5],
    [[1, 2, 3, 100], 1, 100],
  ])('of %j at %d is %d', (values, q, expected) => {
    expect(quantile(values, q)).toBeCloseTo(expected, 10);
  });

  it('of nothing is not a number', () => expect(median([])).toBeNaN());

  it('sorts by value, not by text', () => expect(median([100, 9, 10])).toBe(10));

  it('gives the spread of the middle half', () => expect(iqr([1, 2, 3, 4, 5, 6, 7, 8, 1_000])).toBe(4));
});

describe('ratioOfMedians', () => {
  it('is exact when nothing spreads', () => {
    expect(ratioOfMedians([4, 4, 4], [2, 2, 2])).toEqual({ value: 2, lo: 2, hi: 2 });
  });

  it('keeps pairs together: what slowed both rounds does not widen the interval', () => {
    const { value, lo, hi } = ratioOfMedians([2, 20, 4, 8, 6], [1, 10, 2, 4, 3]);
    expect([value, lo, hi]).toEqual([2, 2, 2]);
  });

  it('encloses the value, and widens with the spread', () => {
    const { value, lo, hi } = ratioOfMedians([1, 2, 3, 4, 5], [2, 2, 2, 2, 2]);
    expect(value).toBe(1.5);
    expect(lo).toBeLessThan(1.5);
    expect(hi).toBeGreaterThan(1.5);
  });

  it('covers the true ratio about as often as it says', () => {
    const random = randomFrom(7);
    const noisy = (size: number): number[] => Array.from({ length: 9 }, () => size * (0.8 + 0.4 * random()));
    const covered = Array.from({ length: 100 }, (_, seed) => ratioOfMedians(noisy(3), noisy(1), seed)).filter(
      ({ lo, hi }) => lo <= 3 && hi >= 3,
    );
    expect(covered.length).toBeGreaterThan(85);
  });

  it('gives the same interval for the same rounds', () => {
    expect(ratioOfMedians([1, 2, 9], [1, 3, 2])).toEqual(ratioOfMedians([1, 2, 9], [1, 3, 2]));
  });

  it('refuses rounds that are not in pairs', () => {
    expect(() => ratioOfMedians([1, 2], [1])).toThrow('in pairs');
    expect(() => ratioOfMedians([], [])).toThrow('in pairs');
  });
});
