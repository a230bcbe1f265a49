import { Injectable } from '@nestjs/common';
import { type Principal, SystemTx } from '@throughline/platform';
import { MeQueries } from '../accounts/me.queries.js';
import { hashInvitationToken } from './invitation-token.js';
import { refuse } from './invitations.errors.js';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.js';

/** Finds the invitation of a token, in whichever organization it is, and whether the caller is meant by it. */
@Injectable()
export class InvitationLookup {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly invitations: InvitationsRepository,
    private readonly me: MeQueries,
  ) {}

  /** Refuses a token that was never given out, somebody else's, and one that is over. */
  async forPerson(principal: Principal, token: string): Promise<InvitationRow> {
    const person = await this.me.me(principal);
    const hash = hashInvitationToken(token);
    const invitation = await this.systemTx.run((tx) => this.invitations.byTokenHash(tx, hash));
    if (!invitation) throw refuse('not_found');
    if (invitation.email !== person.email) throw refuse('invitation_other_email');
    if (invitation.accepted_at || invitation.revoked_at) throw refuse('invitation_over');
    if (invitation.is_expired) throw refuse('invitation_expired');
    return invitation;
  }
}
