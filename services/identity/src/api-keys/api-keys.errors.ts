import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  expiry_past: { category: 'invalid', message: 'The key would be expired from the start.' },
  scope_not_held: { category: 'forbidden', message: 'Nobody gives a key a permission that they do not hold.' },
  key_refused: {
    category: 'forbidden',
    message: 'An API key cannot make or rotate keys, nor service accounts. Sign in and do it as a person.',
  },
  impersonation_refused: { category: 'forbidden', message: 'No keys are made while acting as somebody else.' },
  key_ended: {
    category: 'conflict',
    message: 'The key has been revoked or has expired, so it cannot be rotated. Make a new one.',
  },
  too_many_keys: { category: 'conflict', message: 'There are 100 keys in use already. Revoke one that is not needed.' },
});
