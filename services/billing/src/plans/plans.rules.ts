import type { FeatureKey } from './features.rules.js';

export interface Plan {
  key: string;
  name: string;
  description: string;
  /** Limits that differ from the feature's default; null is without limit. */
  limits: Partial<Record<FeatureKey, number | null>>;
}

export const FREE_PLAN: Plan = {
  key: 'free',
  name: 'Free',
  description: 'For a small team that wants to see a change all the way through.',
  limits: {},
};

/** The plans on offer, smallest first. */
export const PLANS: readonly Plan[] = [
  FREE_PLAN,
  {
    key: 'team',
    name: 'Team',
    description: 'For a company with several teams and a month of history.',
    limits: {
      members: 100,
      projects: 50,
      pipelines: 200,
      executions_per_month: 50_000,
      services: 100,
      environments: 20,
      log_retention_days: 30,
    },
  },
  {
    key: 'enterprise',
    name: 'Enterprise',
    description: 'Without limits, with a year of history.',
    limits: {
      members: null,
      projects: null,
      pipelines: null,
      executions_per_month: null,
      services: null,
      environments: null,
      log_retention_days: 365,
    },
  },
];

/** The plan of a subscription; a key that is no longer on offer counts as free. */
export function planOf(key: string): Plan {
  return PLANS.find((plan) => plan.key === key) ?? FREE_PLAN;
}
