/** Whose jobs come first among those of an organization; 0 without one. */
export const MIN_PRIORITY = -10;
export const MAX_PRIORITY = 10;
