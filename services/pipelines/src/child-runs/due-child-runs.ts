import { Inject, Injectable } from '@nestjs/common';
import { fp, LOGGER, type Logger, OrgTx, SystemTx } from '@throughline/platform';
import { type DueWork, LEASE_SECONDS, workOff } from '../due-work/due-work.js';
import { ChildCanceller } from './child-canceller.js';
import { type ChildRunClaim, ChildRunsRepository } from './child-runs.repository.js';
import { ChildStarter } from './child-starter.js';

/** Child runs that are to be started or cancelled, as pipeline nodes have asked. Any number of processes may. */
@Injectable()
export class DueChildRuns implements DueWork<ChildRunClaim> {
  readonly retry = { firstMs: 500, maxMs: 30_000 };
  readonly failed = 'The pipeline could not be started.';

  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly runs: ChildRunsRepository,
    private readonly starter: ChildStarter,
    private readonly canceller: ChildCanceller,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Does everything that is due, or ends after the child run at hand when it is told to stop. */
  drain(stopping?: AbortSignal): Promise<void> {
    return workOff(this, this.logger, stopping);
  }

  async claim(): Promise<ChildRunClaim | undefined> {
    const claim = await this.systemTx.run((tx) => this.runs.claim(tx, LEASE_SECONDS));
    if (claim) fp('children.after_claim');
    return claim;
  }

  async work(claim: ChildRunClaim): Promise<void> {
    const run = await this.orgTx.run(claim.orgId, (tx) => this.runs.find(tx, claim));
    if (run?.isCancelWanted && run.childId !== null) await this.canceller.cancel(claim, run.childId);
    else if (run?.state === 'due') await this.starter.start(claim);
  }

  putBack(claim: ChildRunClaim, waitMs: number): Promise<void> {
    return this.systemTx.run((tx) => this.runs.putBack(tx, claim, waitMs));
  }

  refuse(claim: ChildRunClaim, reason: string): Promise<void> {
    return this.starter.refuse(claim, reason);
  }
}
