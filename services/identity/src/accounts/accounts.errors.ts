import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  email_taken: { category: 'conflict', message: 'There is an account with this e-mail address. Sign in instead.' },
  sign_up_closed: {
    category: 'forbidden',
    message: 'Nobody can sign up here. Ask whoever runs this installation for an account.',
  },
  invitation_needed: {
    category: 'forbidden',
    message:
      'Signing up needs an invitation. Ask an owner or admin of an organization here, and open the link they send.',
  },
  invitation_unusable: {
    category: 'conflict',
    message: 'This invitation is over, or for another e-mail address. Ask for a new one.',
  },
  link_over: { category: 'conflict', message: 'This link was used, or is too old. Ask for a new one, or sign in.' },
  login_failed: { category: 'unauthenticated', message: 'The e-mail address or the password is wrong.' },
  login_locked: { category: 'limited', message: 'Too many attempts to sign in. Wait up to 15 minutes and try again.' },
  address_unverified: {
    category: 'forbidden',
    message: 'Confirm your e-mail address first: open the link that we sent, or ask for another one.',
  },
  account_disabled: {
    category: 'forbidden',
    message: 'This account is disabled. Ask whoever runs this installation.',
  },
  password_wrong: { category: 'invalid', message: 'The current password is wrong.' },
  password_weak: { category: 'invalid', message: 'Choose another password.' },
  address_same: { category: 'conflict', message: 'This is your address already.' },
  person_required: { category: 'forbidden', message: 'Only a person can do this, not an API key.' },
  owner_required: {
    category: 'forbidden',
    message: 'Only the owner of the account can do this, signed in as themselves: no API key, no impersonation.',
  },
});
