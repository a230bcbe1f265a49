import { Injectable } from '@nestjs/common';
import { identityMemberChangedV1 } from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import { Audit, Outbox, type Tx } from '@throughline/platform';
import { Authority } from '../accounts/authority.js';
import { Entitlements } from '../entitlements/entitlements.js';
import type { HeldRole } from '../roles/held-role.js';
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
  async add(tx: Tx, userId: string, role: HeldRole): Promise<void> {
    if (await this.members.find(tx, userId)) throw refuse('already_member');
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

  async setRole(tx: Tx, member: MemberRow, role: HeldRole): Promise<void> {
    if (!(await this.members.setRole(tx, member, role))) throw changedMeanwhile();
    await this.announce(tx, member, role, 'member.role_changed');
  }

  /** @param action how the audit log names it: by whoever manages members, or by the member */
  async remove(tx: Tx, member: MemberRow, action: 'member.removed' | 'member.left' = 'member.removed'): Promise<void> {
    if (!(await this.members.remove(tx, member))) throw changedMeanwhile();
    await this.announce(tx, member, null, action);
  }

  /** Tells the other services what everybody with the role holds from now on, in as many statements as for one. */
  async roleChanged(tx: Tx, role: HeldRole & { id: string }): Promise<void> {
    const members = await this.members.withRole(tx, role.id);
    const facts = members.map((member) => ({
      aggregate: aggregateOf(tx, member.user_id),
      data: factsOf(member, role),
    }));
    await this.outbox.appendAll(tx, identityMemberChangedV1, facts);
    await this.authority.changedForAll(
      tx,
      members.map((member) => member.user_id),
    );
  }

  private async announce(tx: Tx, member: MemberRow, role: HeldRole | null, action: string): Promise<void> {
    const { user_id: userId } = member;
    await this.outbox.append(tx, identityMemberChangedV1, aggregateOf(tx, userId), factsOf(member, role));
    await this.authority.changed(tx, userId);
    await this.audit.record(tx, {
      action,
      resourceKind: 'member',
      resourceId: member.id,
      resourceName: member.email,
      before: action === 'member.added' ? null : { role: member.held.key },
      after: role && { role: role.key },
    });
  }
}

/** Numbered by person and not by membership: one who leaves and returns goes on counting. */
function aggregateOf(tx: Tx, userId: string): { kind: string; id: string } {
  return { kind: 'member', id: `${tx.orgId}/${userId}` };
}

function factsOf({ user_id: userId, email, full_name: fullName }: MemberRow, role: HeldRole | null) {
  const held = { role: role?.rank ?? null, roleKey: role?.key ?? null, permissions: [...(role?.permissions ?? [])] };
  return { userId, email, fullName, ...held };
}

function changedMeanwhile(): AppError {
  return new AppError('member_changed', 'conflict', 'The member has been changed in the meantime. Look again.');
}
