import { type MemberPermission, type Role, ROLES } from '@throughline/contracts';
import type { HeldRole } from './held-role.js';

export type GrantRefusal = 'above_own_role' | 'beyond_own_permissions';

/** What decides over what somebody may hand on. */
export interface Holder {
  rank: Role;
  permissions: ReadonlySet<string>;
}

/** ROLES is ordered, strongest first. */
export const isAbove = (role: Role, other: Role): boolean => ROLES.indexOf(role) < ROLES.indexOf(other);

/** The permissions among these that the holder does not hold. */
export function lackingOf(holder: Holder, permissions: readonly MemberPermission[]): MemberPermission[] {
  return permissions.filter((permission) => !holder.permissions.has(permission));
}

/** Why the holder may not give this role away, or make one like it: nobody hands on more than they have. */
export function refusalOfGrant(holder: Holder, role: Pick<HeldRole, 'rank' | 'permissions'>): GrantRefusal | undefined {
  if (isAbove(role.rank, holder.rank)) return 'above_own_role';
  return lackingOf(holder, role.permissions).length > 0 ? 'beyond_own_permissions' : undefined;
}
