export interface BackoffPolicy {
  firstMs: number;
  maxMs: number;
}

/**
 * Exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"):
 * a uniform draw from [0, min(maxMs, firstMs × 2^attempt)].
 * @param attempt 0 for the first retry
 * @param random a draw from [0, 1)
 * @returns milliseconds to wait
 */
export function backoffMs(attempt: number, policy: BackoffPolicy, random: () => number = Math.random): number {
  const ceiling = Math.min(policy.maxMs, policy.firstMs * 2 ** Math.min(attempt, 30));
  return Math.floor(random() * ceiling);
}
