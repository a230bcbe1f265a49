import type { KeyState, PersonalKeyResponse } from '../../../shared/api/generated/types.gen.js';
import type { MarkedState } from '../../../shared/model/states.js';

/** What is shown of every key, whoever holds it. */
export type KeyFacts = Omit<PersonalKeyResponse, 'scopes' | 'organization'>;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** For how long a new key is good. */
export const EXPIRIES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: '', label: 'no end' },
] as const;

/** For how long the secret before stays good when a key is rotated, in hours. */
export const OVERLAPS = [
  { value: '0', label: 'ends at once (it may have leaked)' },
  { value: '1', label: 'stays good for an hour' },
  { value: '24', label: 'stays good for a day' },
  { value: '168', label: 'stays good for 7 days' },
] as const;

/** The end of a key that is good for so many days from now; undefined for none. */
export function expiryIn(days: string, now = Date.now()): string | undefined {
  return days === '' ? undefined : new Date(now + Number(days) * DAY_MS).toISOString();
}

const STATES: Record<KeyState, MarkedState> = {
  active: { mark: 'succeeded', word: 'Active' },
  expiring: { mark: 'warning', word: 'Ends soon' },
  expired: { mark: 'cancelled', word: 'Expired' },
  revoked: { mark: 'cancelled', word: 'Revoked' },
};

export const keyState = (state: KeyState): MarkedState => STATES[state];

/** Whether the key still opens something, and so can be rotated and revoked. */
export const isLive = (state: KeyState): boolean => state === 'active' || state === 'expiring';

/** `3 permissions`, or the one by name. */
export function scopeWords(scopes: readonly string[]): string {
  const [first] = scopes;
  return scopes.length === 1 && first !== undefined ? first : `${scopes.length} permissions`;
}
