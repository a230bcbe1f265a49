import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  role_unknown: {
    category: 'unprocessable',
    message: 'There is no role with this key. Choose one of the organization’s roles.',
  },
  role_name_taken: { category: 'conflict', message: 'There is a role of this name. Choose another name.' },
  role_built_in: {
    category: 'conflict',
    message: 'This role comes with the product and stays as it is. Make one that is copied from it.',
  },
  role_in_use: { category: 'conflict', message: 'The role is in use.' },
  role_limit: { category: 'conflict', message: 'There are 50 roles. Delete one that nobody has.' },
  preset_added: { category: 'conflict', message: 'All roles of this preset are there already.' },
  above_own_role: {
    category: 'forbidden',
    message: 'This concerns a role above your own. Ask an owner of the organization.',
  },
  beyond_own_permissions: {
    category: 'forbidden',
    message: 'You cannot put into a role what you do not hold yourself.',
  },
});
