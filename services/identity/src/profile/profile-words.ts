/** What the product shows first to a person, and what it leaves for later. */
export const DEFAULT_MODES = ['monitor', 'build', 'investigate', 'govern'] as const;
export type DefaultMode = (typeof DEFAULT_MODES)[number];

/** Where a person is in getting to know the product, in the order of the tour. */
export const ONBOARDING_STEPS = ['welcome', 'repository', 'service', 'environment', 'deployment', 'alerts'] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

export const COLOR_SCHEMES = ['auto', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;
export const TIME_DISPLAYS = ['relative', 'absolute', 'utc'] as const;
export const START_PAGES = ['overview', 'executions', 'deployments', 'approvals', 'logs', 'incidents'] as const;
