import { REDACTED } from '@throughline/kernel';
import { shownPayload } from './mask.rules.js';

const maskText = (text: string): string => text.replaceAll('value of a setting', '***');

describe('a payload as it is shown', () => {
  it.each([
    [{ password: 'hunter2' }, { password: REDACTED }],
    [{ after: { apiKey: 'tl_1', name: 'ci' } }, { after: { apiKey: REDACTED, name: 'ci' } }],
    [{ items: [{ token: 'x' }, { token: null }] }, { items: [{ token: REDACTED }, { token: null }] }],
    [{ secret: { deep: 'x' } }, { secret: REDACTED }],
    [
      { apiKeyId: 'id', secretNames: ['A'] },
      { apiKeyId: 'id', secretNames: ['A'] },
    ],
    [
      { tokens: 7, hasPassword: true },
      { tokens: 7, hasPassword: true },
    ],
    // By the rule of the logs.
    [{ signingKey: 'x' }, { signingKey: REDACTED }],
    [
      { KEK: 'x', 'private-key': 'y' },
      { KEK: REDACTED, 'private-key': REDACTED },
    ],
    // By value, wherever it stands.
    [{ note: ['has the value of a setting'] }, { note: ['has the ***'] }],
    ['plain', 'plain'],
    [null, null],
  ])('%j → %j', (value, masked) => expect(shownPayload(value, maskText)).toEqual(masked));
});
