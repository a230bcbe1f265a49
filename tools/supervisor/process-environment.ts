/** Ours to decide for every process, also by leaving them out. */
const DECIDED = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'QUEUE_DATABASE_URL', 'REDIS_URL', 'INIT_CWD'];

/**
 * The environment of a process we start: the caller's, without npm's own part, and over it what we decide. A variable
 * of the caller that names a file (X_FILE) would win over ours (X), so those go too.
 */
export function processEnvironment(outer: NodeJS.ProcessEnv, decided: Record<string, string>): NodeJS.ProcessEnv {
  const ours = new Set([...DECIDED, ...Object.keys(decided)]);
  const inherited = Object.entries(outer).filter(
    ([name]) => !name.startsWith('npm_') && !ours.has(name) && !ours.has(name.replace(/_FILE$/, '')),
  );
  return { ...Object.fromEntries(inherited), ...decided };
}
