import { decideSignUp } from './sign-up-policy.js';

describe('decideSignUp', () => {
  it.each([
    ['open', 'none', 'verify'],
    ['open', 'good', 'at_once'],
    ['open', 'bad', 'invitation_unusable'],
    ['invite', 'none', 'invitation_needed'],
    ['invite', 'good', 'at_once'],
    ['invite', 'bad', 'invitation_unusable'],
    ['closed', 'none', 'sign_up_closed'],
    ['closed', 'good', 'sign_up_closed'],
    ['closed', 'bad', 'sign_up_closed'],
  ] as const)('%s, with %s invitation: %s', (mode, invitation, decision) =>
    expect(decideSignUp(mode, invitation)).toBe(decision),
  );
});
