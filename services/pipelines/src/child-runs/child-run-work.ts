import { Inject, Injectable } from '@nestjs/common';
import { backoffMs } from '@throughline/kernel';
import { fp, LOGGER, type Logger, OrgTx, SystemTx } from '@throughline/platform';
import { GitError } from '../git/git-command.js';
import { ChildCanceller } from './child-canceller.js';
import { type ChildRunClaim, ChildRunsRepository } from './child-runs.repository.js';
import { ChildStarter } from './child-starter.js';

/** Longer than a fetch and its reads may take: whoever claims a row again finds the first worker dead. */
const LEASE_SECONDS = 120;
const MAX_ATTEMPTS = 6;
const RETRY = { firstMs: 500, maxMs: 30_000 };

/** Starts and cancels what pipeline nodes ask for, one at a time, each under a lease. Any number of processes may. */
@Injectable()
export class ChildRunWork {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly runs: ChildRunsRepository,
    private readonly starter: ChildStarter,
    private readonly canceller: ChildCanceller,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Does all there is, or ends after the one at hand when it is told to stop. */
  async drain(stopping?: AbortSignal): Promise<void> {
    while (!stopping?.aborted && (await this.next()));
  }

  /** Does the next; false when there is none. */
  private async next(): Promise<boolean> {
    const claim = await this.systemTx.run((tx) => this.runs.claim(tx, LEASE_SECONDS));
    if (!claim) return false;
    fp('children.after_claim');
    try {
      await this.work(claim);
    } catch (error) {
      const reason = error instanceof GitError ? error.message : 'The pipeline could not be started.';
      this.logger.warn({ err: error, attemptId: claim.attemptId, attempt: claim.attempts }, 'a child run waits');
      const isFinal = claim.attempts >= MAX_ATTEMPTS || (error instanceof GitError && !error.isTransient);
      await (isFinal ? this.starter.refuse(claim, reason) : this.putBack(claim));
    }
    return true;
  }

  private async work(claim: ChildRunClaim): Promise<void> {
    const run = await this.orgTx.run(claim.orgId, (tx) => this.runs.find(tx, claim));
    if (run?.isCancelWanted && run.childId !== null) await this.canceller.cancel(claim, run.childId);
    else if (run?.state === 'due') await this.starter.start(claim);
  }

  private async putBack(claim: ChildRunClaim): Promise<void> {
    await this.systemTx.run((tx) => this.runs.putBack(tx, claim, backoffMs(claim.attempts - 1, RETRY)));
  }
}
