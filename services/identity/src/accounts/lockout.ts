/** So many wrong passwords in a row cost nothing; people mistype. */
const FREE_ATTEMPTS = 10;
const MAX_LOCK_SECONDS = 900;
/** A series of failures is forgotten after a day without one. */
const FORGET_AFTER_MS = 86_400_000;

export interface AttemptRecord {
  failures: number;
  lockedUntil: Date | null;
  lastAttemptAt: Date;
}

export type Admission = { admitted: false } | { admitted: true; failures: number; lockedUntil: Date | null };

/**
 * Whether a log-in may be tried now. An admitted try is counted as a failure at once, before its password is looked
 * at, so that many at the same time cannot all slip in under the limit; success erases the record.
 */
export function admitAttempt(record: AttemptRecord, now: Date): Admission {
  if (record.lockedUntil && record.lockedUntil > now) return { admitted: false };
  const isStale = now.getTime() - record.lastAttemptAt.getTime() > FORGET_AFTER_MS;
  const failures = (isStale ? 0 : record.failures) + 1;
  const seconds = lockSeconds(failures);
  return { admitted: true, failures, lockedUntil: seconds > 0 ? new Date(now.getTime() + seconds * 1_000) : null };
}

/** For how long the account is locked after so many failures in a row: doubling, up to a quarter of an hour. */
export function lockSeconds(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(MAX_LOCK_SECONDS, 2 ** Math.min(failures - FREE_ATTEMPTS, 20));
}
