import type { ApiKeyRow } from './api-key.row.js';

export const KEY_STATES = ['active', 'expiring', 'expired', 'revoked'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** So long before its end a key counts as expiring. */
export const EXPIRING_DAYS = 7;

const DAY_MS = 24 * 60 * 60 * 1_000;

type Ends = Pick<ApiKeyRow, 'expires_at' | 'revoked_at' | 'read_at'>;

/** What a key was worth when it was read. A revoked one stays revoked, whether or not it would have expired since. */
export function keyState({ expires_at, revoked_at, read_at }: Ends): KeyState {
  if (revoked_at) return 'revoked';
  if (!expires_at) return 'active';
  const leftMs = expires_at.getTime() - read_at.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= EXPIRING_DAYS * DAY_MS ? 'expiring' : 'active';
}
