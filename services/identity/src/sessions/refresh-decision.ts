/** For so long the direct parent of an unused token still leads to that token: two tabs, or an answer that got lost. */
export const GRACE_MS = 10_000;

export interface PresentedToken {
  usedAt: Date | null;
  expiresAt: Date;
  /** Whether the token that replaced this one has been used in its turn. */
  isSuccessorUsed: boolean;
  session: { revokedAt: Date | null; expiresAt: Date };
}

/**
 * - `rotate`: never used; its successor is made now.
 * - `repeat`: used a moment ago and its successor is still unused; the same successor again.
 * - `revoke`: an older token than that: somebody holds a copy. The whole session ends.
 * - `refuse`: the session or the token is over; nothing more to end.
 */
export type RefreshDecision = 'rotate' | 'repeat' | 'revoke' | 'refuse';

/** What becomes of a refresh token that was presented `now`. */
export function decideRefresh(token: PresentedToken, now: Date): RefreshDecision {
  if (token.session.revokedAt || token.session.expiresAt <= now) return 'refuse';
  if (!token.usedAt) return token.expiresAt > now ? 'rotate' : 'refuse';
  const isWithinGrace = now.getTime() - token.usedAt.getTime() <= GRACE_MS;
  return isWithinGrace && !token.isSuccessorUsed ? 'repeat' : 'revoke';
}
