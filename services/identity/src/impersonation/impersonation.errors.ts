import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  member_unknown: {
    category: 'not_found',
    message: 'This person is no member of that organization, or their account is disabled.',
  },
  impersonation_denied: {
    category: 'forbidden',
    message: 'A platform admin cannot be impersonated. The attempt was written down.',
  },
  impersonation_unknown: { category: 'not_found', message: 'There is no such impersonation, or it is over.' },
});
