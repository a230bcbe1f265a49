import { normalizeEmail } from '../accounts/email.js';
import { isEmailAddress } from '../accounts/is-email-address.js';
import { judgeAddresses } from './bulk-addresses.js';

const rules = {
  isAddress: isEmailAddress,
  normalize: normalizeEmail,
  members: new Set(['ada@example.org']),
  hasRoom: true,
};
const outcomes = (emails: string[], more = {}) =>
  judgeAddresses(emails, { ...rules, ...more }).map((one) => one.refusal);

describe('judgeAddresses', () => {
  it('judges each for itself', () =>
    expect(outcomes([' Bob@Example.org ', 'bob@example.org', 'ADA@example.org', 'nobody', '', 'a@b.c\u0000'])).toEqual([
      undefined,
      'repeated',
      'already_member',
      'address_invalid',
      'address_invalid',
      'address_invalid',
    ]));
  it('invites nobody beyond the plan, and still says what is wrong with an address', () =>
    expect(outcomes(['bob@example.org', 'nobody'], { hasRoom: false })).toEqual(['plan_full', 'address_invalid']));
});
