import { Injectable } from '@nestjs/common';
import { fp, LiveHub, OrgTx, type Tx } from '@throughline/platform';
import { FiringAdmission, type Objection } from './firing-admission.js';
import { FiringExecutions } from './firing-executions.js';
import { type FiringClaim, type FiringRow, FiringsRepository } from './firings.repository.js';
import { HeadReader } from './head-reader.js';

/** Starts what has fired. The repository is read between two transactions; both ask whether it may be started at all. */
@Injectable()
export class FiringStarter {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly firings: FiringsRepository,
    private readonly admission: FiringAdmission,
    private readonly heads: HeadReader,
    private readonly executions: FiringExecutions,
    private readonly live: LiveHub,
  ) {}

  /** Throws GitError when the repository or its branch cannot be read. Everything else ends the firing. */
  async start(claim: FiringClaim): Promise<void> {
    const firing = await this.orgTx.run(claim.orgId, async (tx) => {
      const found = await this.firings.find(tx, claim.firingId);
      return found && (await this.isRefused(tx, claim, found)) ? undefined : found;
    });
    if (!firing) return;
    const head = await this.heads.read(firing);
    const number = await this.executions.nextNumber(claim.orgId);
    fp('firings.before_execution');
    await this.orgTx.run(claim.orgId, async (tx) => {
      if (await this.isRefused(tx, claim, firing)) return;
      const made = await this.executions.create(tx, firing, head, { orgId: claim.orgId, number });
      // Another version may ask for something else: what fired stays on.
      if ('refusal' in made) return this.end(tx, claim, firing, { reason: made.refusal, stopsCause: false });
      const isMine = await this.firings.finish(tx, claim, { trigger: 'start', ...made, reason: null });
      if (!isMine) throw new Error('another worker took this firing over');
      await this.tell(tx, firing);
      fp('firings.before_commit');
    });
    fp('firings.after_commit');
  }

  /** Ends a firing that cannot be started. */
  async refuse(claim: FiringClaim, reason: string): Promise<void> {
    await this.orgTx.run(claim.orgId, async (tx) => {
      const firing = await this.firings.find(tx, claim.firingId);
      if (firing) await this.end(tx, claim, firing, { reason, stopsCause: false });
    });
  }

  private async isRefused(tx: Tx, claim: FiringClaim, firing: FiringRow): Promise<boolean> {
    const objection = await this.admission.objection(tx, firing);
    if (objection) await this.end(tx, claim, firing, objection);
    return objection !== undefined;
  }

  private async end(tx: Tx, claim: FiringClaim, firing: FiringRow, { reason, stopsCause }: Objection): Promise<void> {
    if (!(await this.firings.finish(tx, claim, { trigger: 'refuse', executionId: null, reason }))) return;
    if (stopsCause) await this.admission.stopCause(tx, firing, reason);
    await this.tell(tx, firing);
  }

  /** Screens of what fired. */
  private async tell(tx: Tx, { scheduleId, upstreamId }: FiringRow): Promise<void> {
    if (scheduleId !== null) this.live.changed(tx, 'schedule', scheduleId);
    if (upstreamId !== null) this.live.changed(tx, 'pipeline', upstreamId);
  }
}
