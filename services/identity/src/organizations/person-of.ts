import type { Principal } from '@throughline/platform';
import { refuse } from '../accounts/accounts.errors.js';

/** The id of the person who makes the request. Refuses API keys. */
export function personOf(principal: Principal): string {
  if (principal.kind !== 'user') throw refuse('person_required');
  return principal.id;
}
