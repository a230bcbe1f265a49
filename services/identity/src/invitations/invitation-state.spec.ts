import { type InvitationFacts, invitationState } from './invitation-state.js';

const open: InvitationFacts = { accepted_at: null, declined_at: null, revoked_at: null, is_expired: false };
const now = new Date();

describe('invitationState', () => {
  it.each<[Partial<InvitationFacts>, string]>([
    [{}, 'pending'],
    [{ is_expired: true }, 'expired'],
    [{ revoked_at: now }, 'revoked'],
    [{ revoked_at: now, is_expired: true }, 'revoked'],
    [{ declined_at: now, revoked_at: now }, 'declined'],
    [{ accepted_at: now, is_expired: true }, 'accepted'],
  ])('%j is %s', (facts, state) => expect(invitationState({ ...open, ...facts })).toBe(state));
});
