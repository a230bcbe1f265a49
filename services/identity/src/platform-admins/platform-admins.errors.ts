import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  admin_account_disabled: { category: 'conflict', message: 'This account is disabled. Enable it first.' },
  account_unknown: {
    category: 'not_found',
    message: 'Nobody has an account with this e-mail address. They have to sign up first.',
  },
  platform_admin_unknown: { category: 'not_found', message: 'This person is no platform admin.' },
  platform_admin_exists: { category: 'conflict', message: 'This person is a platform admin already.' },
  platform_admin_last: {
    category: 'conflict',
    message:
      'This is the last platform admin. Make somebody else one first: without one nobody could run the installation.',
  },
});
