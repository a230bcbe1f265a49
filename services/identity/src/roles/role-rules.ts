import { type MemberPermission, type Role, ROLE_PERMISSIONS } from '@throughline/contracts';
import { slugify } from '@throughline/kernel';
import { BUILT_IN_ROLES, isBuiltIn, knownPermissions } from './held-role.js';

/** So many roles an organization makes for itself at most. */
export const MAX_ROLES = 50;

/** Nobody can be in an organization without seeing that it is there. */
const ALWAYS: readonly MemberPermission[] = ['org.read'];
/** Stay with the preset owner. */
const NEVER: readonly MemberPermission[] = ['org.own'];

/** The permissions that a role of an organization holds when these are asked for, in the catalogue's order. */
export function rolePermissions(wanted: readonly string[]): MemberPermission[] {
  const allowed = knownPermissions([...wanted, ...ALWAYS]);
  return allowed.filter((permission) => !NEVER.includes(permission));
}

/** Keys to try, in order, for a role of this name. */
export function roleKeyCandidates(name: string, suffix: string): string[] {
  const base =
    slugify(name)
      .replace(/^[^a-z]+/, '')
      .slice(0, 40)
      .replace(/-$/, '') || 'role';
  return [base, `${base}-${suffix}`].filter((key) => !isBuiltIn(key));
}

export function isBuiltInName(name: string): boolean {
  return BUILT_IN_ROLES.some((role) => role.name.toLowerCase() === name.trim().toLowerCase());
}

/** How a role differs from the preset that it ranks as. */
export function differenceToBase(basedOn: Role, permissions: readonly MemberPermission[]) {
  const base = ROLE_PERMISSIONS[basedOn];
  return {
    added: permissions.filter((permission) => !base.includes(permission)),
    removed: base.filter((permission) => !permissions.includes(permission)),
  };
}
