import { Injectable } from '@nestjs/common';
import { identityMemberChangedV1, type Role, ROLE_PERMISSIONS } from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import { Audit, Outbox, type Tx } from '@throughline/platform';
import { Authority } from '../accounts/authority.js';
import { Entitlements } from '../entitlements/entitlements.js';
import { refuse } from './members.errors.js';
import { type MemberRow, MembersRepository } from './members.repository.js';

/** Every change of a membership, with all that has to go along: the event, the end of cached authority, the audit fact. */
@Injectable()
export class MembershipChanges {
  constructor(
    private readonly members: MembersRepository,
    private readonly authority: Authority,
    private readonly entitlements: Entitlements,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Makes the person a member, with the organization locked. Refuses one who is, and one more than the plan allows. */
  async add(tx: Tx, userId: string, role: Role): Promise<void> {
    await this.demandSeat(tx);
    if (!(await this.members.insert(tx, { id: newId(), userId, role }))) throw refuse('already_member');
    const member = await this.members.find(tx, userId);
    if (!member) throw new Error('a member that was just added is gone');
    await this.announce(tx, member, role, 'member.added');
  }

  /** Refuses when the plan has no room for another member. */
  async demandSeat(tx: Tx): Promise<void> {
    await this.entitlements.demandOneMore(tx, 'members', await this.members.count(tx));
  }

  async setRole(tx: Tx, member: MemberRow, role: Role): Promise<void> {
    if (!(await this.members.setRole(tx, member, role))) throw changedMeanwhile();
    await this.announce(tx, member, role, 'member.role_changed');
  }

  async remove(tx: Tx, member: MemberRow): Promise<void> {
    if (!(await this.members.remove(tx, member))) throw changedMeanwhile();
    await this.announce(tx, member, null, 'member.removed');
  }

  private async announce(tx: Tx, member: MemberRow, role: Role | null, action: string): Promise<void> {
    const { user_id: userId, email, full_name: fullName } = member;
    // Numbered by person and not by membership: one who leaves and returns goes on counting.
    const aggregate = { kind: 'member', id: `${tx.orgId}/${userId}` };
    await this.outbox.append(tx, identityMemberChangedV1, aggregate, {
      ...{ userId, email, fullName, role },
      roleKey: role,
      permissions: role ? [...ROLE_PERMISSIONS[role]] : [],
    });
    await this.authority.changed(tx, userId);
    await this.audit.record(tx, {
      action,
      resourceKind: 'member',
      resourceId: member.id,
      resourceName: email,
      before: action === 'member.added' ? null : { role: member.role },
      after: role && { role },
    });
  }
}

function changedMeanwhile(): AppError {
  return new AppError('member_changed', 'conflict', 'The member has been changed in the meantime. Look again.');
}
