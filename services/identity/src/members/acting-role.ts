import { type MemberPermission, type Role, ROLE_PERMISSIONS } from '@throughline/contracts';
import type { Principal, Tx } from '@throughline/platform';
import { personOf } from '../organizations/person-of.js';
import { refuse } from './members.errors.js';
import type { MembersRepository } from './members.repository.js';

/**
 * The caller's role as it is now, and not as it was when the token was made. Call it with the organization locked.
 * Refuses a caller who may no longer do what the route is for.
 */
export async function actingRole(members: MembersRepository, tx: Tx, principal: Principal): Promise<Role> {
  const actor = await members.find(tx, personOf(principal));
  const permissions: readonly MemberPermission[] = actor ? ROLE_PERMISSIONS[actor.role] : [];
  if (!actor || !permissions.includes('members.manage')) throw refuse('permission_missing');
  return actor.role;
}
