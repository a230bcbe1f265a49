import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  permission_missing: {
    category: 'forbidden',
    message: 'This needs the permission members.manage. An owner or admin of the organization can grant it.',
  },
  last_owner: {
    category: 'conflict',
    message: 'An organization needs an owner. Make another member owner first.',
  },
  above_own_role: {
    category: 'forbidden',
    message: 'This concerns a role above your own. Ask an owner of the organization.',
  },
  already_member: { category: 'conflict', message: 'This person is a member of the organization already.' },
});
