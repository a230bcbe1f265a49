import { FEATURE_DEFINITIONS, type FeatureKey, FEATURES } from '../plans/features.rules.js';
import type { Plan } from '../plans/plans.rules.js';

export interface Entitlement {
  feature: FeatureKey;
  /** null is without limit. */
  limit: number | null;
}

/** Somebody of the platform has granted an organization another limit than its plan's. */
export interface Override {
  feature: FeatureKey;
  limit: number | null;
  /** null holds until it is taken back. */
  expiresAt: Date | null;
}

/**
 * What an organization may use: the feature's default, unless its plan says otherwise, unless an override that has
 * not expired at `now` says otherwise. One entry for every feature, in their order; of several overrides the last.
 */
export function resolveEntitlements(plan: Plan, overrides: readonly Override[] = [], now = new Date(0)): Entitlement[] {
  const live = overrides.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  return FEATURES.map((feature) => {
    const override = live.findLast((candidate) => candidate.feature === feature);
    return { feature, limit: override ? override.limit : limitOf(plan, feature) };
  });
}

/** Whether a snapshot says something that the one before did not. */
export function sameEntitlements(a: readonly Entitlement[], b: readonly Entitlement[]): boolean {
  const limits = new Map(a.map(({ feature, limit }) => [feature, limit]));
  return a.length === b.length && b.every(({ feature, limit }) => limits.has(feature) && limits.get(feature) === limit);
}

function limitOf(plan: Plan, feature: FeatureKey): number | null {
  const own = plan.limits[feature];
  return own === undefined ? FEATURE_DEFINITIONS[feature].defaultLimit : own;
}
