import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  name_taken: { category: 'conflict', message: 'Another service account of the organization has this name.' },
  role_above_own: {
    category: 'forbidden',
    message: 'Nobody gives a service account, or takes one over, that may do what they may not.',
  },
  scope_not_held: { category: 'forbidden', message: 'Nobody gives a key a permission that they do not hold.' },
  scope_beyond_role: {
    category: 'invalid',
    message: 'A key does no more than the role of its service account allows.',
  },
  account_disabled: { category: 'conflict', message: 'The service account is disabled. Enable it first.' },
});
