import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  not_found: { category: 'not_found', message: 'There is no such thing, or you may not see it.' },
  execution_not_over: {
    category: 'conflict',
    message: 'The execution is not over, and what comes of it may need the artifact.',
  },
});
