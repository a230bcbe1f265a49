/** When a node begins: after all that it needs has gone well, when some of it failed, or in any case. */
export const WHENS = ['success', 'failure', 'always'] as const;
export type When = (typeof WHENS)[number];
