import { defineErrors } from '@throughline/kernel';

export const refuseService = defineErrors({
  slug_taken: { category: 'conflict', message: 'Another service has this slug. Choose another one.' },
  slug_missing: { category: 'invalid', message: 'No slug can be made from this name. Send one.' },
});
