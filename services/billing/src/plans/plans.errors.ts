import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  cursor: { category: 'invalid', message: 'The cursor is not one of this list.' },
});
