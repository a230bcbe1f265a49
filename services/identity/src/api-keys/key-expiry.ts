import { databaseNow, type Tx } from '@throughline/platform';
import { refuse } from './api-keys.errors.js';

/** The end of a key as the request wants it; null for none. Refuses one that is over, by the clock that ends keys. */
export async function keyExpiry(tx: Tx, expiresAt: string | undefined): Promise<Date | null> {
  if (expiresAt === undefined) return null;
  const date = new Date(expiresAt);
  if (date > (await databaseNow(tx))) return date;
  throw refuse('expiry_past', undefined, [{ pointer: '/expiresAt', message: 'must be in the future' }]);
}
