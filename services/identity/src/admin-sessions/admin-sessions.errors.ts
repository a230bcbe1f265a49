import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  challenge_gone: {
    category: 'conflict',
    message: 'This confirmation has run out or was used already. Begin again.',
  },
  passkey_refused: { category: 'unauthenticated', message: 'The passkey could not be verified. Begin again.' },
  passkey_missing: { category: 'conflict', message: 'You have no passkey yet. Register one first.' },
  passkey_taken: { category: 'conflict', message: 'This passkey is registered already.' },
  passkey_unknown: { category: 'not_found', message: 'There is no such passkey.' },
  passkey_last: {
    category: 'conflict',
    message: 'This is your only passkey. Register another one first: without one you could not step up any more.',
  },
  password_required: { category: 'invalid', message: 'Registering the first passkey needs your password.' },
  step_up_required: {
    category: 'forbidden',
    message: 'Confirm with your password and passkey that it is you; that holds for 10 minutes.',
  },
  session_required: { category: 'forbidden', message: 'This needs a session of the browser. Sign in again.' },
});
