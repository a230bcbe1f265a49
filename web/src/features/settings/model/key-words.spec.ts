import { describe, expect, it } from 'vitest';
import { expiryIn, isLive, keyState, scopeWords } from './key-words.js';

describe('the words of keys', () => {
  it.each([
    ['7', '2026-11-27T12:00:00.000Z'],
    ['365', '2027-11-20T12:00:00.000Z'],
    ['', undefined],
  ])('a key for %p days ends at %p', (days, end) =>
    expect(expiryIn(days, Date.parse('2026-11-20T12:00:00Z'))).toBe(end),
  );

  it('counts permissions, and names the only one', () => {
    expect(scopeWords(['org.read'])).toBe('org.read');
    expect(scopeWords(['a', 'b'])).toBe('2 permissions');
  });

  it('marks one that ends soon, and lets only a live one be changed', () => {
    expect(keyState('expiring')).toEqual({ mark: 'warning', word: 'Ends soon' });
    expect((['active', 'expiring', 'expired', 'revoked'] as const).filter(isLive)).toEqual(['active', 'expiring']);
  });
});
