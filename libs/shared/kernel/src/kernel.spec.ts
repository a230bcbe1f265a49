import { AppError, isTransient, defineErrors } from './app-error.js';
import { backoffMs } from './backoff.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { SLUG_PATTERN, slugify } from './slug.js';

describe('cursor', () => {
  it('comes back as it went', () => expect(decodeCursor(encodeCursor(['a', 7]), 2)).toEqual(['a', 7]));
  it.each(['', 'x', '!!', encodeCursor(['a']), Buffer.from('{"a":1}').toString('base64url')])('refuses %p', (text) =>
    expect(decodeCursor(text, 2)).toBeUndefined(),
  );
});

describe('slugify', () => {
  it.each([
    ['Acme GmbH', 'acme-gmbh'],
    ['  Éclair & Co. ', 'eclair-co'],
    ['日本', ''],
  ])('%p becomes %p', (name, slug) => expect(slugify(name)).toBe(slug));
  it('always makes a valid slug', () => expect(slugify('x'.repeat(62) + ' y')).toMatch(SLUG_PATTERN));
});

describe('backoffMs', () => {
  it('doubles up to the ceiling', () => {
    const policy = { firstMs: 100, maxMs: 1000 };
    expect([0, 1, 2, 9].map((n) => backoffMs(n, policy, () => 0.999999))).toEqual([99, 199, 399, 999]);
  });
});

describe('errors', () => {
  const refuse = defineErrors({ door_shut: { category: 'conflict', message: 'The door is shut.' } });
  it('carries code, category and message', () =>
    expect(refuse('door_shut')).toMatchObject({
      code: 'door_shut',
      category: 'conflict',
      message: 'The door is shut.',
    }));
  it('retries strangers and outages, not refusals', () => {
    expect(isTransient(new Error('socket'))).toBe(true);
    expect(isTransient(new AppError('x', 'unavailable', ''))).toBe(true);
    expect(isTransient(refuse('door_shut'))).toBe(false);
  });
});
