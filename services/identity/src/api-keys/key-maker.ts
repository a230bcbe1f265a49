import type { Principal } from '@throughline/platform';
import { personOf } from '../organizations/person-of.js';
import { refuse } from './api-keys.errors.js';

/**
 * The id of the person who makes or rotates a key. Refuses API keys, so that one that leaked leaves no others behind,
 * and a person who acts as somebody else.
 */
export function keyMaker(principal: Principal): string {
  if (principal.keyId !== null || principal.kind !== 'user') throw refuse('key_refused');
  if (principal.impersonator) throw refuse('impersonation_refused');
  return personOf(principal);
}
