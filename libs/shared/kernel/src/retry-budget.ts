export interface RetryBudgetPolicy {
  /** Retries for each first try: 0.1 lets at most a tenth of the traffic be retries. */
  ratio: number;
  /** Retries that are always there, so that a quiet dependency is retried at all. Also refilled, one each second. */
  reserve: number;
}

export interface RetryBudget {
  /** Notes a first try, which pays for a part of a retry. */
  deposit(): void;
  /** Takes a retry out of the budget; false when there is none and the retry has to wait. */
  withdraw(): boolean;
}

/** How far unspent budget may add up, in multiples of the reserve: an hour of calm must not pay for a storm. */
const MOST = 10;

/**
 * A token bucket that keeps retries from multiplying an outage (Finagle's RetryBudget). One for each dependency; its
 * state is this process's own.
 * @param nowMs a clock that never goes back, in milliseconds
 */
export function retryBudget(policy: RetryBudgetPolicy, nowMs: () => number): RetryBudget {
  const most = policy.reserve * MOST;
  let tokens = policy.reserve;
  let seenMs = nowMs();
  const refill = (): void => {
    const now = nowMs();
    // Time alone fills no further than the reserve; what traffic has earned beyond it stays.
    if (tokens < policy.reserve) tokens = Math.min(policy.reserve, tokens + (now - seenMs) / 1_000);
    seenMs = now;
  };
  return {
    deposit() {
      refill();
      tokens = Math.min(most, tokens + policy.ratio);
    },
    withdraw() {
      refill();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
