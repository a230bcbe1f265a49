import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import { cursorKey, OrgTx, type Page, type PageQuery, type Principal, toPage, type Tx } from '@throughline/platform';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import { actingRole } from './acting-role.js';
import type { MemberResponse } from './members.dto.js';
import { refuse } from './members.errors.js';
import { type MemberRow, MembersRepository } from './members.repository.js';
import { MembershipChanges } from './membership-changes.js';
import { refusalOfChange } from './membership-rules.js';

/** The members of an organization and their roles. */
@Injectable()
export class MembersService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly members: MembersRepository,
    private readonly organizations: OrganizationsRepository,
    private readonly changes: MembershipChanges,
  ) {}

  list(orgId: string, query: PageQuery): Promise<Page<MemberResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.members.list(tx, query.limit, after?.toString());
      return toPage(rows, query.limit, (row) => [row.id], toMember);
    });
  }

  changeRole(orgId: string, principal: Principal, userId: string, role: Role): Promise<MemberResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const member = await this.changeable(tx, principal, userId, role);
      if (member.role !== role) await this.changes.setRole(tx, member, role);
      return toMember({ ...member, role });
    });
  }

  remove(orgId: string, principal: Principal, userId: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      await this.changes.remove(tx, await this.changeable(tx, principal, userId, null));
    });
  }

  /**
   * The member, when the change is one that may be. The organization is locked first and the caller's own role read
   * after that, so two owners who demote each other, or themselves, at the same moment are judged one by one.
   */
  private async changeable(tx: Tx, principal: Principal, userId: string, next: Role | null): Promise<MemberRow> {
    await this.organizations.lock(tx);
    const actor = await actingRole(this.members, tx, principal);
    const member = await this.members.find(tx, userId);
    if (!member) throw refuse('not_found');
    const owners = await this.members.countOwners(tx);
    const refusal = refusalOfChange({ actor, current: member.role, next, owners });
    if (refusal) throw refuse(refusal);
    return member;
  }
}

function toMember(row: MemberRow): MemberResponse {
  const { user_id: userId, email, full_name: fullName, role } = row;
  return { userId, email, fullName, role, joinedAt: row.joined_at.toISOString() };
}
