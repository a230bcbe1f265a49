import type { Role } from '@throughline/contracts';
import type { HeldRole } from '../roles/held-role.js';
import { type GrantRefusal, type Holder, isAbove, refusalOfGrant } from '../roles/role-authority.js';

export type MembershipRefusal = GrantRefusal | 'last_owner';

export interface RoleChange {
  /** The person who makes the change. */
  actor: Holder;
  /** What the member's role ranks as now. */
  current: Role;
  /** The member's role as it shall be; null removes the member. */
  next: Pick<HeldRole, 'rank' | 'permissions'> | null;
  /** How many owners the organization has now. */
  owners: number;
}

/** Why a change of a membership must not happen; undefined when it may. */
export function refusalOfChange({ actor, current, next, owners }: RoleChange): MembershipRefusal | undefined {
  if (isAbove(current, actor.rank)) return 'above_own_role';
  const refusal = next ? refusalOfGrant(actor, next) : undefined;
  if (refusal) return refusal;
  return isLastOwner(current, owners) && next?.rank !== 'owner' ? 'last_owner' : undefined;
}

/** Whether the organization would be without an owner if this one went. */
export function isLastOwner(rank: Role, owners: number): boolean {
  return rank === 'owner' && owners <= 1;
}
