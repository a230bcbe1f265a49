import { AppError } from '@throughline/kernel';
import type { Consumption } from './rate-limit-headers.js';

/** The refusal of a caller who has used up a limit; the answer says when to come back. */
export class LimitedError extends AppError {
  constructor(readonly consumption: Consumption) {
    super('rate_limited', 'limited', 'Too many requests. Try again when the time in Retry-After is over.');
    this.name = 'LimitedError';
  }
}
