import { join } from 'node:path';

/** Addresses of a developer's own servers: no test may find them. */
const FOREIGN = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'QUEUE_DATABASE_URL', 'REDIS_URL', 'QUEUE_BACKEND'];

const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/throughline-compiled');

/**
 * The caller's environment as the lanes get it. TEST_DATABASE_URL is the one way to name a server for them. What Node
 * compiles is kept for the next process that loads it: a run starts hundreds of them.
 */
export function testEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !FOREIGN.includes(name) && !name.startsWith('npm_'));
  return { NODE_COMPILE_CACHE: COMPILED, ...Object.fromEntries(kept) };
}
