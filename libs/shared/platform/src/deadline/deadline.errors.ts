import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  deadline_exceeded: {
    category: 'unavailable',
    message:
      'The request took longer than it may and was given up. See what came of it before you repeat it, or repeat it with the same Idempotency-Key.',
  },
});
