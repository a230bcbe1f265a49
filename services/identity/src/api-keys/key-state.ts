export const KEY_STATES = ['active', 'expiring', 'expired', 'revoked'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** So long before its end a key counts as expiring. */
export const EXPIRING_DAYS = 7;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a key is worth at a moment. A revoked one stays revoked, whether or not it would have expired since. */
export function keyState(key: { expiresAt: Date | null; revokedAt: Date | null }, now: Date): KeyState {
  if (key.revokedAt) return 'revoked';
  if (!key.expiresAt) return 'active';
  const leftMs = key.expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= EXPIRING_DAYS * DAY_MS ? 'expiring' : 'active';
}
