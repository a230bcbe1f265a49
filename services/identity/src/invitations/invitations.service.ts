import { Injectable } from '@nestjs/common';
import { Audit, cursorKey, OrgTx, type Page, type Principal, toPage, type Tx } from '@throughline/platform';
import { normalizeEmail } from '../accounts/email.js';
import { isEmailAddress } from '../accounts/is-email-address.js';
import { type Acting, ActingMembers } from '../members/acting-members.js';
import { refuse as refuseMember } from '../members/members.errors.js';
import { isAbove, refusalOfGrant } from '../roles/role-authority.js';
import { judgeAddresses } from './bulk-addresses.js';
import { factOf, InvitationSender } from './invitation-sender.js';
import { InvitationSeats } from './invitation-seats.js';
import type {
  InvitationCreatedResponse,
  InvitationResponse,
  InviteManyRequest,
  InviteManyResponse,
  InviteMemberRequest,
  ListInvitationsQuery,
} from './invitations.dto.js';
import { refuse } from './invitations.errors.js';
import { invitationState } from './invitation-state.js';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.js';

/** Invitations as the organization sees them. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly acting: ActingMembers,
    private readonly invitations: InvitationsRepository,
    private readonly sender: InvitationSender,
    private readonly seats: InvitationSeats,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, { cursor, limit, state }: ListInvitationsQuery): Promise<Page<InvitationResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.invitations.list(tx, { limit, before, state });
      return toPage(rows, limit, (row) => [row.id], toInvitation);
    });
  }

  /** Invites the address, in place of any invitation that is open for it. */
  invite(orgId: string, principal: Principal, request: InviteMemberRequest): Promise<InvitationCreatedResponse> {
    const email = normalizeEmail(request.email);
    return this.acting.run(orgId, principal, 'members.manage', async (tx, actor, organization) => {
      const role = await this.seats.role(tx, actor, request.role);
      if ((await this.seats.membersAmong(tx, [email])).size > 0) throw refuseMember('already_member');
      await this.seats.demand(tx);
      const [created] = await this.sender.invite(tx, { actor, organization, role }, [email]);
      if (!created) throw new Error('an invitation that was made is gone');
      return created;
    });
  }

  /** Invites many at once; what is wrong with one address is told of that address. */
  inviteMany(orgId: string, principal: Principal, request: InviteManyRequest): Promise<InviteManyResponse> {
    return this.acting.run(orgId, principal, 'members.manage', async (tx, actor, organization) => {
      const role = await this.seats.role(tx, actor, request.role);
      const judged = judgeAddresses(request.emails, {
        isAddress: isEmailAddress,
        normalize: normalizeEmail,
        members: await this.seats.membersAmong(tx, request.emails.map(normalizeEmail)),
        hasRoom: await this.seats.hasRoom(tx),
      });
      const invited = judged.filter((one) => !one.refusal).map((one) => one.normalized);
      const made = await this.sender.invite(tx, { actor, organization, role }, invited);
      const items = judged.map(({ email, normalized, refusal }) => {
        const invitation = refusal ? null : (made.find((one) => one.email === normalized) ?? null);
        return { email, outcome: refusal ?? ('invited' as const), invitation };
      });
      return { items };
    });
  }

  /** A new token and 7 more days; whoever still has the old link can do nothing with it. */
  resend(orgId: string, principal: Principal, invitationId: string): Promise<InvitationCreatedResponse> {
    return this.acting.run(orgId, principal, 'members.manage', async (tx, actor, organization) => {
      const row = await this.require(tx, invitationId);
      const refusal = refusalOfGrant(actor, row.held);
      if (refusal) throw refuseMember(refusal);
      const renewed = await this.sender.renew(tx, { actor, organization }, row);
      if (!renewed) throw refuse('invitation_over');
      return renewed;
    });
  }

  /** Revokes an open invitation. One that is over stays as it is. */
  revoke(orgId: string, principal: Principal, invitationId: string): Promise<void> {
    return this.acting.run(orgId, principal, 'members.manage', async (tx, actor) => {
      const row = await this.require(tx, invitationId);
      demandRank(actor, row);
      if (row.accepted_at) throw refuse('invitation_over');
      if (!(await this.invitations.revoke(tx, invitationId))) return;
      await this.audit.record(tx, { ...factOf(row), action: 'invitation.revoked', before: { role: row.held.key } });
    });
  }

  private async require(tx: Tx, invitationId: string): Promise<InvitationRow> {
    const row = await this.invitations.find(tx, invitationId);
    if (!row) throw refuse('not_found');
    return row;
  }
}

function demandRank(actor: Acting, row: InvitationRow): void {
  if (isAbove(row.held.rank, actor.rank)) throw refuseMember('above_own_role');
}

function toInvitation(row: InvitationRow): InvitationResponse {
  return {
    ...{ id: row.id, email: row.email, role: row.held.key, roleName: row.held.name, state: invitationState(row) },
    inviterName: row.inviter_name,
    expiresAt: row.expires_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    declinedAt: row.declined_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
