import { type EnvironmentGrant, type MemberPermission, PER_ENVIRONMENT_PERMISSIONS } from '@throughline/contracts';
import type { HeldRole } from '../roles/held-role.js';
import { environmentGrantsOf } from './environment-authority.js';

/** One environment with everything that makes it differ. */
export interface EnvironmentRules {
  environmentId: string;
  restricted: readonly string[];
  roleGrants: readonly (EnvironmentGrant & { roleKey: string })[];
  memberGrants: readonly (EnvironmentGrant & { member: NamedMember })[];
}

export interface NamedMember {
  userId: string;
  name: string;
  roleKey: string;
}

export interface WhoMay {
  permission: MemberPermission;
  isRestricted: boolean;
  /** Keys of the roles whose members may, unless a member of them is withheld it. */
  roleKeys: string[];
  /** Those who may although their role may not. */
  alsoMembers: NamedMember[];
  /** Those who may not although their role may. */
  exceptMembers: NamedMember[];
}

/** Who may do what in the environment, by role and then by the members who differ from their role. */
export function whoMayIn(rules: EnvironmentRules, roles: readonly HeldRole[]): WhoMay[] {
  return PER_ENVIRONMENT_PERMISSIONS.map((permission) => {
    const allowed = new Set(roles.filter((role) => mayAs(role, rules, permission)).map((role) => role.key));
    const differing = rules.memberGrants.filter(({ member, ...grant }) => {
      const role = roles.find((one) => one.key === member.roleKey);
      return role && mayAs(role, rules, permission, grant) !== allowed.has(role.key);
    });
    const members = differing.map(({ member }) => member);
    return {
      permission,
      isRestricted: rules.restricted.includes(permission),
      roleKeys: [...allowed],
      alsoMembers: members.filter((member) => !allowed.has(member.roleKey)),
      exceptMembers: members.filter((member) => allowed.has(member.roleKey)),
    };
  });
}

function mayAs(
  role: HeldRole,
  { environmentId, restricted, roleGrants }: EnvironmentRules,
  permission: MemberPermission,
  own?: EnvironmentGrant,
): boolean {
  const grants = [...roleGrants.filter((grant) => grant.roleKey === role.key), ...(own ? [own] : [])];
  const difference = environmentGrantsOf({
    rank: role.rank,
    permissions: role.permissions,
    restrictions: restricted.map((one) => ({ environmentId, permission: one })),
    grants: grants.map(({ allow, deny }) => ({ environmentId, allow, deny })),
  })[environmentId];
  if (difference?.deny.includes(permission)) return false;
  return role.permissions.includes(permission) || (difference?.allow.includes(permission) ?? false);
}
