export type SignUpMode = 'open' | 'invite' | 'closed';

/** What a sign-up shows: no invitation, one that is open and for its very address, or something else. */
export type ShownInvitation = 'none' | 'good' | 'bad';

/**
 * - `verify`: an account comes of it once its address is verified.
 * - `at_once`: the invitation was read in the address's mailbox, so the address is verified already.
 * - the others are refusals.
 */
export type SignUpDecision = 'verify' | 'at_once' | 'sign_up_closed' | 'invitation_needed' | 'invitation_unusable';

const TABLE: Record<SignUpMode, Record<ShownInvitation, SignUpDecision>> = {
  open: { none: 'verify', good: 'at_once', bad: 'invitation_unusable' },
  invite: { none: 'invitation_needed', good: 'at_once', bad: 'invitation_unusable' },
  closed: { none: 'sign_up_closed', good: 'sign_up_closed', bad: 'sign_up_closed' },
};

/** What becomes of a sign-up. Nothing in it depends on whether the address has an account. */
export function decideSignUp(mode: SignUpMode, invitation: ShownInvitation): SignUpDecision {
  return TABLE[mode][invitation];
}
