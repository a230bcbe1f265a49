/** Where a secret or a variable is kept: with a project, or with the organization, whose projects all have it. */
export const VALUE_LEVELS = ['project', 'organization'] as const;
export type ValueLevel = (typeof VALUE_LEVELS)[number];

/** How many secrets, and how many variables, a project may have, and the organization beside its projects. */
export const MAX_VALUES = 200;
