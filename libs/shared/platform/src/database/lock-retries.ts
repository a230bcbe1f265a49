import { setTimeout as delay } from 'node:timers/promises';

/** Statements of a migration wait this long for a lock, so that those who use the table wait no longer behind them. */
export const LOCK_TIMEOUT_MS = 2_000;
const MOST_TRIES = 20;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs what may find its table locked, up to 20 times. Rejects with the last refusal, and at once with anything else.
 * @param pauseMs between two tries, in which those who waited get their turn
 */
export async function withLockRetries<T>(work: () => Promise<T>, pauseMs = 500): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error) || tries === MOST_TRIES) throw error;
      await delay(pauseMs);
    }
  }
}

function isLocked(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
}
