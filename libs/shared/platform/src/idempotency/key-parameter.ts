import { KEY_PATTERN } from './key-text.js';

/** Extension of an operation that takes no idempotency key; its value is the reason. */
export const TAKES_NO_KEY = 'x-takes-no-idempotency-key';

/** How the OpenAPI document describes the header. */
export const KEY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes the request safe to repeat: for 48 hours the same key with the same body gets the same answer (marked ' +
    '`Idempotency-Replayed: true`) and changes nothing again. Use a fresh UUID for each action and keep it for retries. ' +
    'While the first request runs: 409 `idempotency_in_flight` with Retry-After. With another body: 422 ' +
    '`idempotency_key_reused`.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: KEY_PATTERN.source },
};
