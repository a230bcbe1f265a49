import type { Principal } from '@throughline/platform';
import { refuse } from './accounts.errors.js';

/**
 * The id of the person, who has to be at the keyboard as themselves: what they sign in with, and who is signed in as
 * them, is no business of an API key of theirs or of somebody who impersonates them.
 */
export function accountOwner(principal: Principal): string {
  if (principal.kind !== 'user' || principal.keyId !== null || principal.impersonator) throw refuse('owner_required');
  return principal.id;
}
