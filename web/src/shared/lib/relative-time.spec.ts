import { describe, expect, it } from 'vitest';
import { formatAbsolute, formatClock, formatRelative } from './relative-time.js';

const now = new Date('2026-11-20T12:00:00Z');
const at = (seconds: number) => formatRelative(new Date(now.getTime() + seconds * 1000), now);

describe('formatRelative', () => {
  it.each([
    [0, 'just now'],
    [-9, 'just now'],
    [15, 'just now'],
    [-45, '45 sec ago'],
    [-125, '2 min ago'],
    [-3 * 3600, '3 hr ago'],
    [-86_400, 'yesterday'],
    [-8 * 86_400, '1 wk ago'],
    [3 * 86_400, 'in 3 days'],
  ])('%d s', (seconds, words) => {
    expect(at(seconds)).toBe(words);
  });
});

describe('absolute times', () => {
  it('names the zone, and UTC when asked', () => {
    expect(formatAbsolute(now, true)).toBe('20 Nov 2026, 12:00:00 UTC');
    expect(formatAbsolute(now, false)).toMatch(/^20 Nov 2026, \d\d:00:00 \S+/);
    expect(formatClock(now, true)).toBe('12:00:00');
  });
});
