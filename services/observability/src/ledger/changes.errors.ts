import { defineErrors } from '@throughline/kernel';

export const refuseChanges = defineErrors({
  time_invalid: { category: 'invalid', message: '`from` and `to` are times in RFC 3339.' },
});
