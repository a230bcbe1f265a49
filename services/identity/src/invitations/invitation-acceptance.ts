import { Injectable } from '@nestjs/common';
import { Audit, fp, OrgTx, type Principal, type Tx } from '@throughline/platform';
import { MembershipChanges } from '../members/membership-changes.js';
import type { OrganizationResponse } from '../organizations/organizations.dto.js';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import { toOrganization } from '../organizations/organizations.service.js';
import { InvitationLookup } from './invitation-lookup.js';
import { refuse } from './invitations.errors.js';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.js';
import { factOf } from './invitations.service.js';

/** How an invited person becomes a member. */
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
    return this.orgTx.run(invitation.org_id, (tx) => this.join(tx, invitation, principal.id));
  }

  private async join(tx: Tx, invitation: InvitationRow, userId: string): Promise<OrganizationResponse> {
    const organization = await this.organizations.lock(tx);
    if (!(await this.invitations.accept(tx, invitation.id))) throw refuse('invitation_over');
    fp('identity.invitation.before_member');
    await this.changes.add(tx, userId, invitation.role);
    await this.audit.record(tx, { ...factOf(invitation), action: 'invitation.accepted' });
    return toOrganization(organization, invitation.role);
  }
}
