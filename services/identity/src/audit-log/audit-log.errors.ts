import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  cursor: { category: 'invalid', message: 'The cursor is not one of this list.' },
  range_too_long: { category: 'invalid', message: 'The figures are of at most 92 days. Ask for a shorter range.' },
  range_empty: { category: 'invalid', message: 'The range ends before it begins.' },
});
