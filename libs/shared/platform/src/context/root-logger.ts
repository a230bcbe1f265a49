/** Injection token of the process's logger. */
export const LOGGER = Symbol('LOGGER');
export type { Logger } from 'pino';
