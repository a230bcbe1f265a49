import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  slug_invalid: {
    category: 'invalid',
    message: 'A slug has 1–63 lower-case letters, digits and inner hyphens, and is no reserved word.',
  },
  slug_taken: { category: 'conflict', message: 'This slug is taken. Choose another.' },
});
