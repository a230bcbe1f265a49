/** What a plan can limit or grant. */
export const FEATURES = [
  'members',
  'projects',
  'pipelines',
  'executions_per_month',
  'services',
  'environments',
  'log_retention_days',
] as const;
export type FeatureKey = (typeof FEATURES)[number];

/** For OpenAPI, which wants an object. */
export const Feature = Object.fromEntries(FEATURES.map((key) => [key, key])) as { [K in FeatureKey]: K };

export interface FeatureDefinition {
  /** What the limit counts, in words for people. */
  unit: string;
  /** What happens at the limit. */
  atLimit: string;
  /** Holds where a plan says nothing; null is without limit. */
  defaultLimit: number | null;
}

export const FEATURE_DEFINITIONS: Record<FeatureKey, FeatureDefinition> = {
  members: {
    unit: 'members',
    atLimit: 'Nobody else can be invited until a member leaves or the plan changes.',
    defaultLimit: 10,
  },
  projects: {
    unit: 'projects',
    atLimit: 'No project can be created until one is archived or the plan changes.',
    defaultLimit: 5,
  },
  pipelines: {
    unit: 'pipelines',
    atLimit: 'New pipeline files are not picked up until the plan changes; those that are known go on.',
    defaultLimit: 20,
  },
  executions_per_month: {
    unit: 'executions per calendar month (UTC)',
    atLimit: 'New executions are refused until the month ends or the plan changes; running ones finish.',
    defaultLimit: 2_000,
  },
  services: {
    unit: 'services',
    atLimit: 'No service can be created until the plan changes; deployments of those you have go on.',
    defaultLimit: 10,
  },
  environments: {
    unit: 'environments',
    atLimit: 'No environment can be created until the plan changes; those you have go on.',
    defaultLimit: 5,
  },
  log_retention_days: {
    unit: 'days',
    atLimit: 'Log lines older than this are deleted.',
    defaultLimit: 14,
  },
};
