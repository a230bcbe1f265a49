import { Injectable } from '@nestjs/common';
import { Audit, fp, OrgTx, type Principal, type Tx } from '@throughline/platform';
import { MembershipChanges } from '../members/membership-changes.js';
import type { OrganizationResponse } from '../organizations/organizations.dto.js';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import { toOrganization } from '../organizations/organizations.service.js';
import { InvitationLookup } from './invitation-lookup.js';
import { factOf } from './invitation-sender.js';
import { hashInvitationToken } from './invitation-token.js';
import { refuse } from './invitations.errors.js';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.js';

/** How an invited person becomes a member, or says no. */
@Injectable()
export class InvitationAcceptance {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly lookup: InvitationLookup,
    private readonly invitations: InvitationsRepository,
    private readonly organizations: OrganizationsRepository,
    private readonly changes: MembershipChanges,
    private readonly audit: Audit,
  ) {}

  /** Makes the signed-in person a member of the organization that invited their address. Works once. */
  async accept(principal: Principal, token: string): Promise<OrganizationResponse> {
    const invitation = await this.lookup.forPerson(principal, token);
    return this.orgTx.run(invitation.org_id, (tx) => this.join(tx, invitation, { userId: principal.id, token }));
  }

  /** Ends the invitation without joining; the inviter sees it. */
  async decline(principal: Principal, token: string): Promise<void> {
    const invitation = await this.lookup.forPerson(principal, token);
    await this.orgTx.run(invitation.org_id, async (tx) => {
      if (!(await this.invitations.decline(tx, invitation.id, hashInvitationToken(token)))) {
        throw refuse('invitation_over');
      }
      await this.audit.record(tx, { ...factOf(invitation), action: 'invitation.declined' });
    });
  }

  private async join(
    tx: Tx,
    { id }: InvitationRow,
    { userId, token }: { userId: string; token: string },
  ): Promise<OrganizationResponse> {
    const organization = await this.organizations.lock(tx);
    if (!(await this.invitations.accept(tx, id, hashInvitationToken(token)))) throw refuse('invitation_over');
    // Read with the organization locked: the role may have changed since the token was looked up.
    const invitation = await this.invitations.find(tx, id);
    if (!invitation) throw refuse('not_found');
    fp('identity.invitation.before_member');
    await this.changes.add(tx, userId, invitation.held);
    await this.audit.record(tx, { ...factOf(invitation), action: 'invitation.accepted' });
    return toOrganization(organization, invitation.held.key);
  }
}
