/** Who sees a template: the organization alone, or every organization of the installation. */
export const VISIBILITIES = ['private', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const TEMPLATE_SORTS = ['popularity', 'newest'] as const;
export type TemplateSort = (typeof TEMPLATE_SORTS)[number];

export const MAX_TAGS = 10;
export const TAG = /^[a-z0-9][a-z0-9-]{0,39}$/;
