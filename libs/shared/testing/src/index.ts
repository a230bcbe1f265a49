export * from './eventually.js';
export * from './schema-drift.js';
export * from './test-database.js';
export * from './test-env.config.js';
export * from './test-keys.js';
export * from './test-service.js';
export * from './uncovered-tables.js';
