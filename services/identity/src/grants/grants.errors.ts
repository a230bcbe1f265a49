import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  subject_unknown: { category: 'unprocessable', message: 'A grant names a role or member that there is not.' },
  subject_twice: { category: 'unprocessable', message: 'Each role and member may have one grant in an environment.' },
  subject_missing: { category: 'unprocessable', message: 'A grant names either a role or a member.' },
  owner_unrestricted: {
    category: 'unprocessable',
    message: 'Owners may do everything everywhere, so nothing can be granted to them or withheld from them.',
  },
  allowed_and_denied: { category: 'unprocessable', message: 'A grant cannot both allow and deny a permission.' },
  grant_beyond_own: {
    category: 'forbidden',
    message: 'You can only grant and withhold what you may do there yourself.',
  },
  above_own_role: {
    category: 'forbidden',
    message: 'This concerns a role above your own. Ask an owner of the organization.',
  },
  grants_too_many: {
    category: 'conflict',
    message: 'In 40 environments something differs from the roles already. Clear one that needs it no more.',
  },
});
