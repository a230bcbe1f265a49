import { describe, expect, it } from 'vitest';
import { addressesIn } from './addresses.js';

describe('addressesIn', () => {
  it.each([
    ['', []],
    ['ada@x.org', ['ada@x.org']],
    ['ada@x.org, bob@x.org;eve@x.org\n\n  carol@x.org ', ['ada@x.org', 'bob@x.org', 'eve@x.org', 'carol@x.org']],
    ['Ada Lovelace <ada@x.org>, Bob <bob@x.org>\neve@x.org', ['ada@x.org', 'bob@x.org', 'eve@x.org']],
    ['nobody', ['nobody']],
  ])('%j', (text, addresses) => expect(addressesIn(text)).toEqual(addresses));
});
