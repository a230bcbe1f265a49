import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  last_owner: {
    category: 'conflict',
    message: 'An organization needs an owner. Make another member owner first.',
  },
  above_own_role: {
    category: 'forbidden',
    message: 'This concerns a role above your own. Ask an owner of the organization.',
  },
  beyond_own_permissions: {
    category: 'forbidden',
    message: 'This would give away a permission that you do not hold. Ask an owner of the organization.',
  },
  already_member: { category: 'conflict', message: 'This person is a member of the organization already.' },
  transfer_to_self: { category: 'conflict', message: 'You are an owner already. Choose another member.' },
  visitor: {
    category: 'conflict',
    message: 'You are here through the organization above this one, and not as a member of it.',
  },
  slug_mismatch: { category: 'invalid', message: 'Send the slug of the organization that you mean to leave.' },
});
