import { AppError } from '@throughline/kernel';
import { type Answer, ExchangeCache } from './exchange-cache.js';

const of = (subject: string, keyId: string | null = null): Answer => ({
  exchanged: { token: `token of ${subject}`, orgId: null, subject, keyId },
});
const refusal: Answer = { refusal: new AppError('unauthenticated', 'unauthenticated', 'no') };

describe('ExchangeCache', () => {
  let nowMs = 0;
  const cacheOf = (capacity: number): ExchangeCache => new ExchangeCache(capacity, () => nowMs);

  it('keeps an answer until its time is over', () => {
    const cache = cacheOf(10);
    cache.set('a', of('u'), 1_000);
    nowMs += 999;
    expect(cache.get('a')).toEqual(of('u'));
    nowMs += 1;
    expect(cache.get('a')).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  it('does not live longer for being asked', () => {
    const cache = cacheOf(10);
    cache.set('a', of('u'), 1_000);
    nowMs += 600;
    cache.get('a');
    nowMs += 600;
    expect(cache.get('a')).toBeUndefined();
  });

  it('loses the least recently used first', () => {
    const cache = cacheOf(2);
    cache.set('a', of('u'), 1_000);
    cache.set('b', of('u'), 1_000);
    cache.get('a');
    cache.set('c', of('u'), 1_000);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([of('u'), undefined, of('u')]);
  });

  it('forgets all of a subject and nothing of another', () => {
    const cache = cacheOf(10);
    cache.set('a', of('u'), 1_000);
    cache.set('b', of('u'), 1_000);
    cache.set('c', of('v'), 1_000);
    cache.set('d', refusal, 1_000);
    expect(cache.drop('u')).toBe(2);
    expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.get('d')]).toEqual([
      undefined,
      undefined,
      of('v'),
      refusal,
    ]);
    expect(cache.drop('u')).toBe(0);
  });

  it('forgets all that is good in an organization', () => {
    const cache = cacheOf(10);
    const inside = (orgId: string): Answer => ({ exchanged: { token: 't', orgId, subject: 'u', keyId: null } });
    cache.set('a', inside('o'), 1_000);
    cache.set('b', inside('p'), 1_000);
    cache.set('c', of('u'), 1_000);
    expect(cache.dropOrganization('o')).toBe(1);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, inside('p'), of('u')]);
    expect(cache.drop('u')).toBe(2);
  });

  it('knows a key under its newest subject only', () => {
    const cache = cacheOf(10);
    cache.set('a', of('u'), 1_000);
    cache.set('a', of('v'), 1_000);
    expect(cache.drop('u')).toBe(0);
    expect(cache.get('a')).toEqual(of('v'));
  });

  it('forgets by the key as well as by who holds it', () => {
    const cache = cacheOf(10);
    cache.set('a', of('u', 'k1'), 1_000);
    cache.set('b', of('u', 'k2'), 1_000);
    expect(cache.drop('k1')).toBe(1);
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, of('u', 'k2')]);
    expect(cache.drop('u')).toBe(1);
    cache.set('c', of('v'), 1_000);
    cache.clear();
    expect([cache.size, cache.drop('v')]).toEqual([0, 0]);
  });
});
