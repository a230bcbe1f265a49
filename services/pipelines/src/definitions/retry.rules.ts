import { backoffMs } from '@throughline/kernel';

export const BACKOFFS = ['constant', 'exponential'] as const;

/** How a node that failed is tried again. */
export interface RetryPolicy {
  /** How many times, after the first. */
  times: number;
  delayMs: number;
  backoff: (typeof BACKOFFS)[number];
  /** What an exponential delay grows to at most. */
  maxDelayMs: number;
  /** Whether each delay is drawn between nothing and its length, so that what failed together does not come back together. */
  jitter: boolean;
}

export const MAX_RETRIES = 10;
export const RETRY_DEFAULTS = { delayMs: 10_000, backoff: 'constant', maxDelayMs: 3_600_000, jitter: false } as const;

/**
 * Milliseconds from the end of an attempt to the next.
 * @param attempt the one that failed, from 1
 * @param random a draw from [0, 1)
 */
export function retryDelayMs(policy: RetryPolicy, attempt: number, random: () => number = Math.random): number {
  const { delayMs, backoff, maxDelayMs, jitter } = policy;
  const doublings = backoff === 'exponential' ? attempt - 1 : 0;
  const maxMs = backoff === 'exponential' ? Math.max(delayMs, maxDelayMs) : delayMs;
  return backoffMs(doublings, { firstMs: delayMs, maxMs }, jitter ? random : () => 1);
}
