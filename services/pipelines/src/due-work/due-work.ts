import { backoffMs } from '@throughline/kernel';
import type { Logger } from '@throughline/platform';
import { GitError } from '../git/git-command.js';

/** Longer than a fetch and its reads may take: whoever claims a row again finds the first worker dead. */
export const LEASE_SECONDS = 120;
const MAX_ATTEMPTS = 6;

/** A piece of work that a worker has for `LEASE_SECONDS`; what it does counts only under the fence. */
export interface Claim {
  orgId: string;
  fence: number;
  /** How often it was claimed, this time included. */
  attempts: number;
}

/** Work that waits in rows, of which any number of processes take one at a time. */
export interface DueWork<C extends Claim> {
  /** How long one waits that could not be done: at first, and at most. */
  readonly retry: { firstMs: number; maxMs: number };
  /** What the log, and people whom git tells nothing, hear of one that could not be done. */
  readonly failed: string;
  /** The next that is due; undefined when there is none. */
  claim(): Promise<C | undefined>;
  /** Throws when it could not be done. */
  work(claim: C): Promise<void>;
  putBack(claim: C, waitMs: number): Promise<void>;
  /** Ends one that is not tried any more. */
  refuse(claim: C, reason: string): Promise<void>;
}

/**
 * Works on everything that is due, or ends after the one at hand when it is told to stop. One that could not be done is
 * tried six times, but for what git says will not pass.
 */
export async function workOff<C extends Claim>(due: DueWork<C>, logger: Logger, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted) {
    const claim = await due.claim();
    if (!claim) return;
    try {
      await due.work(claim);
    } catch (err) {
      logger.warn({ err, claim }, due.failed);
      await putOff(due, claim, err);
    }
  }
}

async function putOff<C extends Claim>(due: DueWork<C>, claim: C, error: unknown): Promise<void> {
  const git = error instanceof GitError ? error : undefined;
  if (claim.attempts >= MAX_ATTEMPTS || git?.isTransient === false) {
    return due.refuse(claim, git?.message ?? due.failed);
  }
  await due.putBack(claim, backoffMs(claim.attempts - 1, due.retry));
}
