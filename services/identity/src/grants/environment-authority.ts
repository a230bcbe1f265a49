import {
  type EnvironmentGrant,
  type MemberPermission,
  PER_ENVIRONMENT_PERMISSIONS,
  type Role,
} from '@throughline/contracts';

/** In this environment the permission is held by nobody but those who are granted it there. */
export interface Restriction {
  environmentId: string;
  permission: string;
}

/** What an environment grants to, and withholds from, the role or the member at hand. */
export interface SubjectGrant extends EnvironmentGrant {
  environmentId: string;
}

export interface AuthoritySources {
  rank: Role;
  /** What the role holds, apart from any environment. */
  permissions: readonly MemberPermission[];
  restrictions: readonly Restriction[];
  /** The grants of the role and those of the member, in any order. */
  grants: readonly SubjectGrant[];
}

/**
 * How each environment differs from what the role says, as the internal token tells it. The role is the baseline; a
 * restriction takes it away; a grant to the role or to the member gives it; a denial to either wins over all of these.
 * Owners are never locked out, so nothing differs for them. An environment that differs in nothing is absent.
 */
export function environmentGrantsOf(sources: AuthoritySources): Record<string, EnvironmentGrant> {
  if (sources.rank === 'owner') return {};
  const ids = new Set([...sources.restrictions, ...sources.grants].map(({ environmentId }) => environmentId));
  const entries = [...ids].sort().map((id) => [id, differenceIn(id, sources)] as const);
  return Object.fromEntries(entries.filter(([, { allow, deny }]) => allow.length + deny.length > 0));
}

function differenceIn(environmentId: string, sources: AuthoritySources): EnvironmentGrant {
  const here = sources.grants.filter((grant) => grant.environmentId === environmentId);
  const mayHere = (permission: MemberPermission): boolean => {
    if (here.some(({ deny }) => deny.includes(permission))) return false;
    if (here.some(({ allow }) => allow.includes(permission))) return true;
    return sources.permissions.includes(permission) && !isRestricted(sources, environmentId, permission);
  };
  const isHeld = (permission: MemberPermission): boolean => sources.permissions.includes(permission);
  return {
    allow: PER_ENVIRONMENT_PERMISSIONS.filter((permission) => mayHere(permission) && !isHeld(permission)),
    deny: PER_ENVIRONMENT_PERMISSIONS.filter((permission) => !mayHere(permission) && isHeld(permission)),
  };
}

function isRestricted({ restrictions }: AuthoritySources, environmentId: string, permission: string): boolean {
  return restrictions.some((one) => one.environmentId === environmentId && one.permission === permission);
}
