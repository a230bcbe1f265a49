import { describe, expect, it } from 'vitest';
import { formatTerms, parseTerms, readQuery } from './query-text.js';

const facets = {
  services: [{ id: 'id-checkout', slug: 'checkout' }],
  environments: [{ id: 'id-production', slug: 'production' }],
};

describe('parseTerms', () => {
  it('reads words, phrases and what must not occur', () => {
    expect(parseTerms('timeout "of undefined" -health -"GET /"')).toEqual([
      { text: 'timeout', isNegated: false },
      { text: 'of undefined', isNegated: false },
      { text: 'health', isNegated: true },
      { text: 'GET /', isNegated: true },
    ]);
  });

  it('lets an unclosed quote reach to the end, and knows no empty term', () =>
    expect(parseTerms('"" -"" "left open')).toEqual([{ text: 'left open', isNegated: false }]));
});

describe('formatTerms', () => {
  it.each(['timeout "of undefined" -health', '"-v" -"a b"', '404'])(
    'writes %s so that it reads back the same',
    (words) => {
      const terms = parseTerms(words);
      expect(parseTerms(formatTerms(terms) ?? '')).toEqual(terms);
    },
  );

  it('is undefined without terms', () => expect(formatTerms([])).toBeUndefined());
});

describe('readQuery', () => {
  it('turns known prefixes into filters and keeps the words', () =>
    expect(readQuery('service:checkout env:Production level:warn,error "timed out" -health', facets)).toEqual({
      serviceId: 'id-checkout',
      environmentId: 'id-production',
      level: ['error', 'warn'],
      text: '"timed out" -health',
    }));

  it('gathers levels given one by one', () =>
    expect(readQuery('level:error level:fatal', facets)).toEqual({ level: ['error', 'fatal'], text: undefined }));

  it('leaves a prefix in the text when its value does not exist', () =>
    expect(readQuery('service:unknown level:loud', facets)).toEqual({ text: 'service:unknown level:loud' }));

  it('does not take a colon inside a word for a prefix', () =>
    expect(readQuery('microservice:checkout', facets)).toEqual({ text: 'microservice:checkout' }));
});
