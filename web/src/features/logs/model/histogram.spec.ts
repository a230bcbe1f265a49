import { describe, expect, it } from 'vitest';
import { bucketAt, CHART_HEIGHT, chartTop, percentOf, segments, spanOf, spanRange, totals } from './histogram.js';

const bucket = (
  counts: Partial<Record<'debug' | 'info' | 'warn' | 'error' | 'fatal', number>>,
  at = '2026-11-20T12:00:00.000Z',
) => ({
  at,
  debug: 0,
  info: 0,
  warn: 0,
  error: 0,
  fatal: 0,
  ...counts,
});

describe('chartTop', () => {
  it.each([
    [0, 5],
    [5, 5],
    [27, 30],
    [101, 150],
    [9_900, 10_000],
  ])('of %i lines is %i', (lines, top) => expect(chartTop([bucket({ info: lines })], undefined)).toBe(top));

  it('counts only the chosen levels', () => expect(chartTop([bucket({ info: 5000, error: 8 })], ['error'])).toBe(8));
});

describe('segments', () => {
  it('stacks from the ground: the worst at the bottom', () =>
    expect(segments(bucket({ info: 50, error: 25 }), 100, undefined)).toEqual([
      { level: 'error', y: 75, height: 25 },
      { level: 'info', y: 25, height: 50 },
    ]));

  it('shows one error among thousands of lines', () => {
    const [error] = segments(bucket({ info: 9_999, error: 1 }), 10_000, undefined);
    expect(error?.level).toBe('error');
    expect(error?.height).toBeGreaterThan(2);
  });

  it('never outgrows the chart', () => {
    const pieces = segments(bucket({ info: 9_998, error: 1, fatal: 1 }), 10_000, undefined);
    expect(pieces.reduce((sum, { height }) => sum + height, 0)).toBeLessThanOrEqual(CHART_HEIGHT + 0.1);
    expect(pieces.every(({ y }) => y >= 0)).toBe(true);
  });

  it('has nothing for an empty bucket', () => expect(segments(bucket({}), 5, undefined)).toEqual([]));
});

describe('a span of buckets', () => {
  const data = {
    bucketMs: 60_000,
    buckets: [0, 1, 2].map((minute) => bucket({ warn: 2 }, `2026-11-20T12:0${minute}:00.000Z`)),
  };

  it('is the same in both directions', () => expect(spanOf(5, 2)).toEqual(spanOf(2, 5)));

  it('covers its last bucket whole', () =>
    expect(spanRange({ first: 1, last: 2 }, data)).toEqual({
      from: '2026-11-20T12:01:00.000Z',
      to: '2026-11-20T12:03:00.000Z',
    }));

  it('is none outside of the chart', () => expect(spanRange({ first: 1, last: 3 }, data)).toBeUndefined());

  it('finds the bucket under a point, also at the very edges', () =>
    expect([-0.1, 0, 0.5, 1, 1.2].map((share) => bucketAt(share, 3))).toEqual([0, 0, 1, 2, 2]));

  it('places an instant, and none outside', () => {
    expect(percentOf('2026-11-20T12:01:30.000Z', data)).toBe(50);
    expect(percentOf('2026-11-20T11:59:00.000Z', data)).toBeUndefined();
  });

  it('sums up per level', () => expect(totals(data.buckets)).toMatchObject({ warn: 6, error: 0 }));
});
