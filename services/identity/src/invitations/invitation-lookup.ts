import { Injectable } from '@nestjs/common';
import { type Principal, SystemTx, type Tx } from '@throughline/platform';
import { MeQueries } from '../accounts/me.queries.js';
import { invitationState } from './invitation-state.js';
import { hashInvitationToken } from './invitation-token.js';
import type { InvitationPreviewResponse } from './invitations.dto.js';
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
    const invitation = await this.systemTx.run((tx) => this.byToken(tx, token));
    if (invitation.email !== person.email) throw refuse('invitation_other_email');
    if (invitation.accepted_at || invitation.revoked_at) throw refuse('invitation_over');
    if (invitation.is_expired) throw refuse('invitation_expired');
    return invitation;
  }

  /** What the token is for, for whoever holds it: to look before they join. */
  async preview(principal: Principal, token: string): Promise<InvitationPreviewResponse> {
    const person = await this.me.me(principal);
    return this.systemTx.run(async (tx) => {
      const row = await this.byToken(tx, token);
      const sql = 'SELECT name FROM organization WHERE id = $1';
      const organization = (await tx.query<{ name: string }>(sql, [row.org_id]))[0];
      return {
        organizationName: organization?.name ?? '',
        ...{ email: row.email, roleName: row.held.name, inviterName: row.inviter_name, state: invitationState(row) },
        isForCaller: row.email === person.email,
        expiresAt: row.expires_at.toISOString(),
      };
    });
  }

  private async byToken(tx: Tx, token: string): Promise<InvitationRow> {
    const invitation = await this.invitations.byTokenHash(tx, hashInvitationToken(token));
    if (!invitation) throw refuse('not_found');
    return invitation;
  }
}
