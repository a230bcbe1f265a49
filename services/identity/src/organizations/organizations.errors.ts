import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  slug_invalid: {
    category: 'invalid',
    message:
      'A slug has 2–63 lower-case letters, digits and single inner hyphens, and neither is a reserved word nor looks like one.',
  },
  slug_taken: { category: 'conflict', message: 'This slug is taken. Choose another.' },
  child_of_child: {
    category: 'conflict',
    message: 'This organization belongs to another one, so it cannot have organizations of its own.',
  },
});
