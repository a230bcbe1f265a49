import { fits } from '../repositories/branch.rules.js';

/** How another pipeline has to end. */
export const FOLLOWED_OUTCOMES = ['succeeded', 'failed', 'any'] as const;
export type FollowedOutcome = (typeof FOLLOWED_OUTCOMES)[number];

/** How an execution ended, as its event says. */
export type End = 'succeeded' | 'warning' | 'failed' | 'errored' | 'cancelled' | 'timed_out' | 'blocked' | 'unknown';

/** So many executions may follow one another; a circle ends there. */
export const MAX_DEPTH = 8;

const FAILED: readonly End[] = ['failed', 'errored', 'timed_out', 'unknown'];
const TAGS = 'refs/tags/';

/**
 * Whether an end is one that is followed. `succeeded` is also an end with a warning, and `failed` every end at
 * which something went wrong by itself; `any` is also one
 * that somebody cancelled. A pattern is of branches, or of tags when it begins with `refs/tags/`. Nothing follows a pull
 * request: what is in it has not been accepted by anybody, and what follows may deploy.
 */
export function isFollowed(
  rule: { outcome: FollowedOutcome; pattern: string },
  end: { outcome: End; branch: string },
): boolean {
  const isBranch = !end.branch.startsWith('refs/');
  const isTag = end.branch.startsWith(TAGS) && rule.pattern.startsWith(TAGS);
  return (isBranch || isTag) && fits(rule.pattern, end.branch) && isOutcome(rule.outcome, end.outcome);
}

function isOutcome(wanted: FollowedOutcome, outcome: End): boolean {
  if (wanted === 'any') return true;
  return wanted === 'succeeded' ? outcome === 'succeeded' || outcome === 'warning' : FAILED.includes(outcome);
}
