import { describe, expect, it } from 'vitest';
import { manyOf, oneOf, positiveInt, text } from './search-params.js';

describe('reading the URL', () => {
  it('keeps what fits and drops the rest', () => {
    expect([text('a'), text(404), text(''), text(['a']), text(null)]).toEqual([
      'a',
      '404',
      undefined,
      undefined,
      undefined,
    ]);
    expect([oneOf('graph', ['graph', 'list']), oneOf('evil', ['graph'])]).toEqual(['graph', undefined]);
    expect([positiveInt('12'), positiveInt(0), positiveInt(1.5), positiveInt('x')]).toEqual([
      12,
      undefined,
      undefined,
      undefined,
    ]);
    expect(manyOf(['error', 'x'], ['error', 'warn'])).toEqual(['error']);
    expect([manyOf('warn', ['error', 'warn']), manyOf(undefined, ['error'])]).toEqual([['warn'], undefined]);
  });
});
