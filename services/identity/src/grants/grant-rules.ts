import { type EnvironmentGrant, type MemberPermission, PER_ENVIRONMENT_PERMISSIONS } from '@throughline/contracts';

/**
 * So many environments may differ from the roles: each one is a part of every token, and a token has to fit into the
 * headers of a request.
 */
export const MAX_SPECIAL_ENVIRONMENTS = 40;

/** What an environment says of one role or member, by the key that the caller gives it. */
export type GrantsBySubject = ReadonlyMap<string, EnvironmentGrant>;

export interface RulesChange {
  /** Permissions about which anything changes; whoever changes them has to hold them there. */
  permissions: MemberPermission[];
  /** The subjects whose grants differ. */
  subjects: string[];
  /** A restriction came or went, which concerns everybody. */
  concernsAll: boolean;
}

interface Rules {
  restricted: readonly string[];
  grants: GrantsBySubject;
}

/** What differs between two settings of an environment. */
export function changeOf(before: Rules, after: Rules): RulesChange {
  const restrictions = oddOnes(before.restricted, after.restricted);
  const keys = [...new Set([...before.grants.keys(), ...after.grants.keys()])];
  const changes = keys.map((key) => [key, touched(before.grants.get(key), after.grants.get(key))] as const);
  const all = new Set([...restrictions, ...changes.flatMap(([, permissions]) => permissions)]);
  return {
    permissions: PER_ENVIRONMENT_PERMISSIONS.filter((permission) => all.has(permission)),
    subjects: changes.filter(([, permissions]) => permissions.length > 0).map(([key]) => key),
    concernsAll: restrictions.length > 0,
  };
}

const NOTHING: EnvironmentGrant = { allow: [], deny: [] };

function touched(before = NOTHING, after = NOTHING): string[] {
  return [...oddOnes(before.allow, after.allow), ...oddOnes(before.deny, after.deny)];
}

/** In one of the two and not in the other. */
function oddOnes(some: readonly string[], others: readonly string[]): string[] {
  return [...some.filter((one) => !others.includes(one)), ...others.filter((one) => !some.includes(one))];
}
