export const INVITATION_STATES = ['pending', 'accepted', 'declined', 'revoked', 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export interface InvitationFacts {
  accepted_at: Date | null;
  declined_at: Date | null;
  revoked_at: Date | null;
  is_expired: boolean;
}

/** What has become of an invitation. One that was declined is over like one that was revoked, hence the order. */
export function invitationState(facts: InvitationFacts): InvitationState {
  if (facts.accepted_at) return 'accepted';
  if (facts.declined_at) return 'declined';
  if (facts.revoked_at) return 'revoked';
  return facts.is_expired ? 'expired' : 'pending';
}
