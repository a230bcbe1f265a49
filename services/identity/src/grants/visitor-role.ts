import type { MemberPermission, Role } from '@throughline/contracts';
import { builtInRole, type HeldRole } from '../roles/held-role.js';

/** For members alone: a vote counts as that of one who belongs to the organization. */
const MEMBERS_ONLY: readonly MemberPermission[] = ['approvals.vote', 'org.own'];

/** What an owner or admin of the parent may do in a child that gives them this role. */
export function visitorRole(rank: Role): HeldRole {
  const role = builtInRole(rank);
  return { ...role, permissions: role.permissions.filter((permission) => !MEMBERS_ONLY.includes(permission)) };
}
