import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  subscription_missing: {
    category: 'not_found',
    message: 'The subscription of this organization is still being set up. Try again in a moment.',
  },
});
