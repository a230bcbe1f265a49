import { refuse } from './api-keys.errors.js';

/** The end of a key as the request wants it; null for none. Refuses one that is over. */
export function keyExpiry(expiresAt: string | undefined, now = new Date()): Date | null {
  if (expiresAt === undefined) return null;
  const date = new Date(expiresAt);
  if (date > now) return date;
  throw refuse('expiry_past', undefined, [{ pointer: '/expiresAt', message: 'must be in the future' }]);
}
