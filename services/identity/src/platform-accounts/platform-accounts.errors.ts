import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  account_unknown: { category: 'not_found', message: 'There is no such account.' },
  account_own: {
    category: 'conflict',
    message: 'Nobody disables their own account. Ask another platform admin to do it.',
  },
  account_disabled_already: { category: 'conflict', message: 'This account is disabled already.' },
  account_not_disabled: { category: 'conflict', message: 'This account is not disabled.' },
});
