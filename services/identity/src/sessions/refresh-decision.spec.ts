import { decideRefresh, type PresentedToken, type RefreshDecision } from './refresh-decision.js';

const now = new Date('2026-11-20T12:00:00Z');
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const token = (part: Partial<PresentedToken> = {}): PresentedToken => ({
  usedAt: null,
  expiresAt: at(60),
  isSuccessorUsed: false,
  session: { revokedAt: null, expiresAt: at(3_600) },
  ...part,
});
const ended = { revokedAt: at(-1), expiresAt: at(3_600) };
const expired = { revokedAt: null, expiresAt: at(0) };

const TABLE: [string, PresentedToken, RefreshDecision][] = [
  ['a fresh token', token(), 'rotate'],
  ['a fresh token in its last second', token({ expiresAt: at(1) }), 'rotate'],
  ['a fresh token that has expired', token({ expiresAt: at(0) }), 'refuse'],
  ['the parent, at once', token({ usedAt: at(0) }), 'repeat'],
  ['the parent, at the end of the grace', token({ usedAt: at(-10) }), 'repeat'],
  ['the parent, after the grace', token({ usedAt: at(-10.001) }), 'revoke'],
  ['the parent, expired since, within the grace', token({ usedAt: at(-2), expiresAt: at(-1) }), 'repeat'],
  ['the grandparent, at once', token({ usedAt: at(0), isSuccessorUsed: true }), 'revoke'],
  ['the grandparent, long after', token({ usedAt: at(-900), isSuccessorUsed: true }), 'revoke'],
  ['a fresh token of a revoked session', token({ session: ended }), 'refuse'],
  ['the parent in a revoked session', token({ usedAt: at(-1), session: ended }), 'refuse'],
  ['the grandparent in a revoked session', token({ usedAt: at(-1), isSuccessorUsed: true, session: ended }), 'refuse'],
  ['a fresh token of an expired session', token({ session: expired }), 'refuse'],
];

describe('decideRefresh', () => {
  it.each(TABLE)('%s', (_what, presented, decision) => expect(decideRefresh(presented, now)).toBe(decision));
});
