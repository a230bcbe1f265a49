import {
  factsOf,
  type MemberPermission,
  PER_ENVIRONMENT_PERMISSIONS,
  PERMISSIONS,
  type Role,
} from '@throughline/contracts';
import { may, type Principal } from '@throughline/platform';

/** Why somebody may not do something here. */
export const CAPABILITY_REASONS = ['role', 'environment', 'plan', 'suspended', 'impersonation'] as const;
export type CapabilityReason = (typeof CAPABILITY_REASONS)[number];

export interface Capability {
  permission: MemberPermission;
  /** For a permission that is granted per environment: in at least one. */
  allowed: boolean;
  /** Null when allowed. */
  reason: CapabilityReason | null;
}

/** What a plan allows by feature; null is without limit. Empty before billing has said anything. */
export type PlanLimits = Readonly<Record<string, number | null>>;

/** The permissions that are about nothing but things of which a plan may include none. Limits that are used up are another matter. */
const FEATURE_OF: Partial<Record<MemberPermission, string>> = { 'executions.start': 'executions_per_month' };

/** For every permission of the catalogue whether the principal holds it here, and where not, why. */
export function capabilitiesOf(principal: Principal, limits: PlanLimits): Capability[] {
  return PERMISSIONS.map((permission) => {
    const reason = reasonAgainst(principal, permission) ?? planAgainst(limits, permission);
    return { permission, allowed: reason === null, reason };
  });
}

function reasonAgainst(principal: Principal, permission: MemberPermission): CapabilityReason | null {
  if (principal.isReadOnly && !permission.endsWith('.read')) return 'suspended';
  if (principal.impersonator && factsOf(permission).neverImpersonated) return 'impersonation';
  return may(principal, permission) ? null : 'role';
}

function planAgainst(limits: PlanLimits, permission: MemberPermission): CapabilityReason | null {
  const feature = FEATURE_OF[permission];
  return feature !== undefined && limits[feature] === 0 ? 'plan' : null;
}

export interface EnvironmentCapability {
  environmentId: string;
  /** May be done there although the role does not say so. */
  allowed: MemberPermission[];
  /** May not be done there although the role says so. */
  denied: MemberPermission[];
}

/** Where the environments differ from the role, for one who may act at all. */
export function environmentCapabilities(principal: Principal): EnvironmentCapability[] {
  return Object.entries(principal.environmentGrants).map(([environmentId, { allow, deny }]) => ({
    environmentId,
    allowed: PER_ENVIRONMENT_PERMISSIONS.filter((permission) => allow.includes(permission)),
    denied: PER_ENVIRONMENT_PERMISSIONS.filter((permission) => deny.includes(permission)),
  }));
}

/** The ranks that can grant a permission: those who make roles and hold it themselves. */
export function grantersOf(permission: MemberPermission, holds: (rank: Role) => readonly string[]): Role[] {
  return (['owner', 'admin'] as const).filter((rank) => holds(rank).includes(permission));
}
