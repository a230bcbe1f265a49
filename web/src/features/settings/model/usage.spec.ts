import { describe, expect, it } from 'vitest';
import { limitReachedOn, usageLevel, usagePercent } from './usage.js';

describe('usage of a limit', () => {
  it.each([
    [{ limit: 10, used: 7 }, 'free', 70],
    [{ limit: 10, used: 8 }, 'close', 80],
    [{ limit: 10, used: 10 }, 'full', 100],
    [{ limit: 10, used: 14 }, 'full', 100],
    [{ limit: null, used: 900 }, 'unmeasured', 0],
    [{ limit: 7, used: null }, 'unmeasured', 0],
  ] as const)('%o', (entitlement, level, percent) => {
    expect(usageLevel(entitlement)).toBe(level);
    expect(usagePercent(entitlement)).toBe(percent);
  });

  const tenth = new Date('2026-11-11T00:00:00Z'); // ten days of thirty are over

  it('forecasts the day a monthly limit is reached', () => {
    expect(limitReachedOn({ limit: 500, used: 250 }, tenth)?.toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });

  it('forecasts nothing when the month ends first, when it is reached, or when it is too early to tell', () => {
    expect(limitReachedOn({ limit: 500, used: 100 }, tenth)).toBeNull();
    expect(limitReachedOn({ limit: 500, used: 500 }, tenth)).toBeNull();
    expect(limitReachedOn({ limit: 500, used: 400 }, new Date('2026-11-02T00:00:00Z'))).toBeNull();
  });
});
