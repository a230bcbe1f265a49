import { MASK, maskSecrets } from './mask.rules.js';

describe('maskSecrets', () => {
  it.each([
    [{ password: 'hunter2' }, { password: MASK }],
    [{ after: { apiKey: 'tl_1', name: 'ci' } }, { after: { apiKey: MASK, name: 'ci' } }],
    [{ items: [{ token: 'x' }, { token: null }] }, { items: [{ token: MASK }, { token: null }] }],
    [{ secret: { deep: 'x' } }, { secret: MASK }],
    [
      { apiKeyId: 'id', secretNames: ['A'] },
      { apiKeyId: 'id', secretNames: ['A'] },
    ],
    [
      { tokens: 7, hasPassword: true },
      { tokens: 7, hasPassword: true },
    ],
    ['plain', 'plain'],
    [null, null],
  ])('%j → %j', (value, masked) => expect(maskSecrets(value)).toEqual(masked));
});
