import { defineErrors } from '@throughline/kernel';

export const refuse = defineErrors({
  idempotency_key_invalid: {
    category: 'invalid',
    message: 'An Idempotency-Key is 1 to 255 visible ASCII characters; a UUID is a good one.',
  },
  idempotency_in_flight: {
    category: 'conflict',
    message: 'A request with this Idempotency-Key is still under way. Repeat this one shortly to get its answer.',
  },
  idempotency_key_reused: {
    category: 'unprocessable',
    message: 'This Idempotency-Key was used for another request. Use a new key for each action.',
  },
});
