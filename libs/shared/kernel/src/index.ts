export * from './app-error.js';
export * from './assert-never.js';
export * from './backoff.js';
export * from './cursor.js';
export * from './define-machine.js';
export * from './ids.js';
export * from './slug.js';
export * from './repository-address.js';
