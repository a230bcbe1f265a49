import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type Principal, toPage, type Tx } from '@throughline/platform';
import { builtInRole, type HeldRole } from '../roles/held-role.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { type Acting, ActingMembers } from './acting-members.js';
import type { ListMembersQuery, MemberResponse, TransferOwnershipRequest } from './members.dto.js';
import { refuse } from './members.errors.js';
import { type MemberRow, MembersRepository } from './members.repository.js';
import { MembershipChanges } from './membership-changes.js';
import { isLastOwner, refusalOfChange } from './membership-rules.js';

/** The members of an organization and their roles. */
@Injectable()
export class MembersService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly acting: ActingMembers,
    private readonly members: MembersRepository,
    private readonly roles: RolesRepository,
    private readonly changes: MembershipChanges,
  ) {}

  list(orgId: string, { cursor, limit, q, role }: ListMembersQuery): Promise<Page<MemberResponse>> {
    const after = cursorKey(cursor, 1)?.[0]?.toString();
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.members.list(tx, { limit, after, search: q, roleKey: role });
      return toPage(rows, limit, (row) => [row.id], toMember);
    });
  }

  changeRole(orgId: string, principal: Principal, userId: string, roleKey: string): Promise<MemberResponse> {
    return this.acting.run(orgId, principal, 'members.manage', async (tx, actor) => {
      const member = await this.memberOf(tx, userId);
      const role = await this.roles.require(tx, roleKey);
      await this.demandChange(tx, { actor, member, next: role });
      if (member.held.key !== role.key) await this.changes.setRole(tx, member, role);
      return toMember({ ...member, held: role });
    });
  }

  remove(orgId: string, principal: Principal, userId: string): Promise<void> {
    return this.acting.run(orgId, principal, 'members.manage', async (tx, actor) => {
      const member = await this.memberOf(tx, userId);
      await this.demandChange(tx, { actor, member, next: null });
      await this.changes.remove(tx, member);
    });
  }

  /** The caller's own way out, whatever their role. The last owner has to find another one first. */
  leave(orgId: string, principal: Principal, slug: string): Promise<void> {
    return this.acting.run(orgId, principal, 'org.read', async (tx, actor, organization) => {
      if (slug !== organization.slug) {
        throw refuse('slug_mismatch', undefined, [
          { pointer: '/slug', message: 'is not the slug of the organization' },
        ]);
      }
      if (actor.isVisitor) throw refuse('visitor');
      const member = await this.memberOf(tx, actor.userId);
      if (isLastOwner(member.held.rank, await this.members.countOwners(tx))) throw refuse('last_owner');
      await this.changes.remove(tx, member, 'member.left');
    });
  }

  /** Makes the member an owner and the caller, an owner until then, what they choose to be from now on. */
  transferOwnership(orgId: string, principal: Principal, request: TransferOwnershipRequest): Promise<MemberResponse> {
    return this.acting.run(orgId, principal, 'org.own', async (tx, actor) => {
      const member = await this.memberOf(tx, request.userId);
      if (actor.isVisitor) throw refuse('visitor');
      if (member.user_id === actor.userId) throw refuse('transfer_to_self');
      const [owner, next] = [builtInRole('owner'), await this.roles.require(tx, request.ownRole ?? 'admin')];
      if (member.held.rank !== 'owner') await this.changes.setRole(tx, member, owner);
      if (next.rank !== 'owner') await this.changes.setRole(tx, await this.memberOf(tx, actor.userId), next);
      return toMember({ ...member, held: owner });
    });
  }

  private async memberOf(tx: Tx, userId: string): Promise<MemberRow> {
    const member = await this.members.find(tx, userId);
    if (!member) throw refuse('not_found');
    return member;
  }

  private async demandChange(
    tx: Tx,
    { actor, member, next }: { actor: Acting; member: MemberRow; next: HeldRole | null },
  ): Promise<void> {
    const owners = await this.members.countOwners(tx);
    const refusal = refusalOfChange({ actor, current: member.held.rank, next, owners });
    if (refusal) throw refuse(refusal);
  }
}

function toMember({ user_id: userId, email, full_name: fullName, held, joined_at }: MemberRow): MemberResponse {
  const { key: role, name: roleName, rank: basedOn } = held;
  return { userId, email, fullName, role, roleName, basedOn, joinedAt: joined_at.toISOString() };
}
