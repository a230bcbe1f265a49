/** How far a clock may be off before somebody is told, and before the process must not work, in milliseconds. */
export const DRIFT_WARNING_MS = 2_000;
export const DRIFT_LIMIT_MS = 10_000;

/**
 * This process's clock minus the database's, in milliseconds, as far as a question and its answer can tell: what the
 * way there and back may explain is not called drift.
 */
export function driftMs(askedAt: number, answeredAt: number, databaseAt: number): number {
  if (databaseAt < askedAt) return askedAt - databaseAt;
  return databaseAt > answeredAt ? answeredAt - databaseAt : 0;
}
