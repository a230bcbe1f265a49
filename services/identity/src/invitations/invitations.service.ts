import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import {
  Audit,
  cursorKey,
  OrgTx,
  type Page,
  type PageQuery,
  type Principal,
  toPage,
  type Tx,
} from '@throughline/platform';
import { normalizeEmail } from '../accounts/email.js';
import { actingRole } from '../members/acting-role.js';
import { refuse as refuseMember } from '../members/members.errors.js';
import { MembersRepository } from '../members/members.repository.js';
import { MembershipChanges } from '../members/membership-changes.js';
import { mayGrant } from '../members/membership-rules.js';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import { hashInvitationToken, newInvitationToken } from './invitation-token.js';
import type { InvitationCreatedResponse, InvitationResponse, InviteMemberRequest } from './invitations.dto.js';
import { refuse } from './invitations.errors.js';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.js';

/** Invitations as the organization sees them. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly invitations: InvitationsRepository,
    private readonly members: MembersRepository,
    private readonly organizations: OrganizationsRepository,
    private readonly changes: MembershipChanges,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, query: PageQuery): Promise<Page<InvitationResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.invitations.list(tx, query.limit, before?.toString());
      return toPage(rows, query.limit, (row) => [row.id], toInvitation);
    });
  }

  /** Invites the address, in place of any invitation that is open for it. */
  invite(orgId: string, principal: Principal, request: InviteMemberRequest): Promise<InvitationCreatedResponse> {
    const email = normalizeEmail(request.email);
    const token = newInvitationToken();
    return this.orgTx.run(orgId, async (tx) => {
      await this.checkInvite(tx, principal, { email, role: request.role });
      await this.invitations.revokeOpenOf(tx, email);
      const draft = { id: newId(), email, role: request.role, tokenHash: hashInvitationToken(token) };
      const row = await this.invitations.insert(tx, draft);
      await this.audit.record(tx, { ...factOf(row), action: 'invitation.created', after: { role: row.role } });
      return { id: row.id, email, role: row.role, expiresAt: row.expires_at.toISOString(), token };
    });
  }

  /** Revokes an open invitation. One that is over stays as it is. */
  revoke(orgId: string, invitationId: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.invitations.find(tx, invitationId);
      if (!row) throw refuse('not_found');
      if (row.accepted_at) throw refuse('invitation_over');
      if (!(await this.invitations.revoke(tx, invitationId))) return;
      await this.audit.record(tx, { ...factOf(row), action: 'invitation.revoked', before: { role: row.role } });
    });
  }

  private async checkInvite(tx: Tx, principal: Principal, wanted: InviteMemberRequest): Promise<void> {
    await this.organizations.lock(tx);
    const actor = await actingRole(this.members, tx, principal);
    if (!mayGrant(actor, wanted.role)) throw refuseMember('above_own_role');
    if (await this.members.isMemberWithEmail(tx, wanted.email)) throw refuseMember('already_member');
    await this.changes.demandSeat(tx);
  }
}

/** The audit fact's resource. */
export function factOf(row: InvitationRow) {
  return { resourceKind: 'invitation', resourceId: row.id, resourceName: row.email };
}

function toInvitation(row: InvitationRow): InvitationResponse {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: row.expires_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
