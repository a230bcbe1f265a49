export * from './events/index.js';
export * from './http/problem.js';
export * from './internal-token.js';
export * from './permissions/catalog.js';
export * from './permissions/roles.js';
export * from './org-status.js';
