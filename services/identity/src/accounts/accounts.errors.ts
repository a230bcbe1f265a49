import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  email_taken: { category: 'conflict', message: 'There is an account with this e-mail address. Sign in instead.' },
  login_failed: { category: 'unauthenticated', message: 'The e-mail address or the password is wrong.' },
  login_locked: { category: 'limited', message: 'Too many attempts to sign in. Wait up to 15 minutes and try again.' },
  person_required: { category: 'forbidden', message: 'Only a person can do this, not an API key.' },
});
