import { bucketSizeMs, bucketsOf } from './bucket.rules.js';

const at = (text: string): number => Date.parse(text);
const MINUTE = 60_000;
const range = (lengthMs: number) => ({
  fromMs: at('2026-11-20T10:00:30Z'),
  toMs: at('2026-11-20T10:00:30Z') + lengthMs,
});

describe('bucketSizeMs', () => {
  it.each([
    [60_000, 1_000],
    [10 * MINUTE, 10_000],
    [60 * MINUTE, MINUTE],
    [24 * 60 * MINUTE, 15 * MINUTE],
    [7 * 24 * 60 * MINUTE, 120 * MINUTE],
  ])('%p ms takes buckets of %p', (lengthMs, sizeMs) => expect(bucketSizeMs(range(lengthMs), 120)).toBe(sizeMs));

  it.each([1, 59, 3_601, 86_400, 30 * 86_400, 90 * 86_400, 4_000 * 86_400])(
    'never more than 120 for %p s',
    (seconds) => {
      const asked = range(seconds * 1_000);
      expect(bucketsOf(asked, bucketSizeMs(asked, 120)).length).toBeLessThanOrEqual(120);
    },
  );
});

describe('bucketsOf', () => {
  it('covers both ends and leaves no gap', () => {
    const starts = bucketsOf({ fromMs: at('2026-11-20T10:00:30Z'), toMs: at('2026-11-20T10:02:00Z') }, MINUTE);
    expect(starts.map((start) => new Date(start).toISOString().slice(11, 16))).toEqual(['10:00', '10:01', '10:02']);
  });
});
