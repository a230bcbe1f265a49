import { type Principal } from '@throughline/platform';
import { refuse } from './triggers.errors.js';

/** A member in whose name something runs later. */
export interface Owner {
  id: string;
  name: string;
}

/** The principal as the owner of what runs later; refuses whoever is not a member in their own name. */
export function ownerOf({ kind, id, name, impersonator }: Principal): Owner {
  if (kind !== 'user' || impersonator) throw refuse('owner_needed');
  return { id, name };
}
