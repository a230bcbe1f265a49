import { defineErrors } from '@throughline/kernel';

export const refuseLogs = defineErrors({
  range_invalid: { category: 'invalid', message: '`from` has to be a time before `to`, at most 90 days apart.' },
  too_many_tails: { category: 'limited', message: 'Too many live tails are open in this organization. Close one.' },
});
