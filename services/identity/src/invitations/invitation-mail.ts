import type { Tx } from '@throughline/platform';

/** What an invited person is told. */
export interface InvitationLetter {
  invitationId: string;
  email: string;
  organizationName: string;
  roleName: string;
  inviterName: string;
  /** Where they accept; it holds the token, so it is for their eyes alone. */
  acceptUrl: string;
  expiresAt: Date;
}

/** Sends the letter to whoever is invited. */
export interface InvitationMail {
  /**
   * Puts the letters into the post in the transaction that invites, so that none is sent of an invitation that is not.
   * @returns whether they will be sent; if not, the inviter is shown the link and passes it on
   */
  post(tx: Tx, letters: readonly InvitationLetter[]): Promise<boolean>;
}

/** Injection token of the way in which invitations are sent. */
export const INVITATION_MAIL = Symbol('INVITATION_MAIL');
