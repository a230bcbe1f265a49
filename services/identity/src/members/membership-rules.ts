import { type Role, ROLES } from '@throughline/contracts';

export type MembershipRefusal = 'above_own_role' | 'last_owner';

export interface RoleChange {
  /** The role of the person who makes the change. */
  actor: Role;
  /** The member's role as it is. */
  current: Role;
  /** The member's role as it shall be; null removes the member. */
  next: Role | null;
  /** How many owners the organization has now. */
  owners: number;
}

/** ROLES is ordered, strongest first. */
const isAbove = (role: Role, other: Role): boolean => ROLES.indexOf(role) < ROLES.indexOf(other);

/** Whether a person may give away this role: nobody gives more than they have. */
export function mayGrant(actor: Role, role: Role): boolean {
  return !isAbove(role, actor);
}

/** Why a change of a membership must not happen; undefined when it may. */
export function refusalOfChange({ actor, current, next, owners }: RoleChange): MembershipRefusal | undefined {
  if (isAbove(current, actor) || (next !== null && !mayGrant(actor, next))) return 'above_own_role';
  if (current === 'owner' && next !== 'owner' && owners <= 1) return 'last_owner';
  return undefined;
}
