import { describe, expect, it } from 'vitest';
import { clickedRange, formatRange, parseRange } from './line-range.js';

describe('a range of log lines', () => {
  it('goes through the hash and back', () => {
    expect(parseRange('#L212')).toEqual({ from: 212, to: 212 });
    expect(parseRange('L220-L212')).toEqual({ from: 212, to: 220 });
    expect(formatRange({ from: 212, to: 220 })).toBe('L212-L220');
    expect(formatRange({ from: 7, to: 7 })).toBe('L7');
  });

  it('ignores every other hash', () => {
    expect(['', '#', '#L0', '#L1-2', '#artifacts'].map(parseRange)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('extends with shift in both directions', () => {
    const selected = { from: 10, to: 12 };
    expect(clickedRange(selected, 20, true)).toEqual({ from: 10, to: 20 });
    expect(clickedRange(selected, 4, true)).toEqual({ from: 4, to: 10 });
    expect(clickedRange(selected, 4, false)).toEqual({ from: 4, to: 4 });
    expect(clickedRange(undefined, 4, true)).toEqual({ from: 4, to: 4 });
  });
});
