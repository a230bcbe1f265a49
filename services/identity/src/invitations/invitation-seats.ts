import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { Acting } from '../members/acting-members.js';
import { refuse as refuseMember } from '../members/members.errors.js';
import { MembersRepository } from '../members/members.repository.js';
import { MembershipChanges } from '../members/membership-changes.js';
import type { HeldRole } from '../roles/held-role.js';
import { refusalOfGrant } from '../roles/role-authority.js';
import { RolesRepository } from '../roles/roles.repository.js';

/** What an invitation is held against: the role that is given away, who is there already, and the plan. */
@Injectable()
export class InvitationSeats {
  constructor(
    private readonly members: MembersRepository,
    private readonly roles: RolesRepository,
    private readonly changes: MembershipChanges,
  ) {}

  /** The role with this key, when the actor may give it away. */
  async role(tx: Tx, actor: Acting, key: string): Promise<HeldRole> {
    const role = await this.roles.require(tx, key);
    const refusal = refusalOfGrant(actor, role);
    if (refusal) throw refuseMember(refusal);
    return role;
  }

  membersAmong(tx: Tx, emails: readonly string[]): Promise<Set<string>> {
    return this.members.emailsAmong(tx, emails);
  }

  /** Refuses when the plan has no room for another member. */
  demand(tx: Tx): Promise<void> {
    return this.changes.demandSeat(tx);
  }

  async hasRoom(tx: Tx): Promise<boolean> {
    try {
      await this.demand(tx);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'entitlement_exceeded') return false;
      throw error;
    }
  }
}
