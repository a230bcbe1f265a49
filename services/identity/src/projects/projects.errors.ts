import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  slug_invalid: {
    category: 'invalid',
    message: 'A slug has 1–63 lower-case letters, digits and inner hyphens, and is no reserved word.',
  },
  slug_taken: { category: 'conflict', message: 'Another project of the organization has this slug.' },
});
