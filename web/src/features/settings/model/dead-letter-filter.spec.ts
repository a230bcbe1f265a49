import { describe, expect, it } from 'vitest';
import { readDeadLetterSearch, readLetterKey, toLetterQuery } from './dead-letter-filter.js';

describe('the filter of events not applied', () => {
  it('takes nothing from the URL that is none of its words', () => {
    expect(readDeadLetterSearch({ service: 'x', state: 'y', reason: 7, type: ['a'], letter: {} })).toEqual({});
  });

  it.each([
    [{}, { state: 'open' }],
    [{ state: 'all' as const }, {}],
    [
      { state: 'discarded' as const, reason: 'exhausted' as const, type: 'a.b' },
      { state: 'discarded', reason: 'exhausted', type: 'a.b' },
    ],
  ])('asks for %j with %j', (search, query) => expect(toLetterQuery(search)).toEqual(query));

  it.each([
    ['billing.01', { service: 'billing', id: '01' }],
    ['gateway.01', undefined],
    ['billing', undefined],
    [undefined, undefined],
  ])('reads the letter %s', (key, letter) => expect(readLetterKey(key)).toEqual(letter));
});
