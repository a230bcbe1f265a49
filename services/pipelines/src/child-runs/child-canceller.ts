import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { ExecutionEngine, SYSTEM } from '../engine/execution-engine.js';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { type ChildRunClaim, ChildRunsRepository } from './child-runs.repository.js';

const REASON = 'The run that started it does not want it any more.';

/** Cancels children whose parents were cancelled, or do not wait for them any more. */
@Injectable()
export class ChildCanceller {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly runs: ChildRunsRepository,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
  ) {}

  /** Once for each wish: a second request to a child would end what cleans up, too. */
  async cancel(claim: ChildRunClaim, childId: string): Promise<void> {
    await this.orgTx.run(claim.orgId, async (tx) => {
      await this.executions.lock(tx, childId);
      if (!(await this.runs.takeCancel(tx, claim))) return;
      await this.engine.apply(tx, childId, { type: 'cancel_requested', reason: REASON }, SYSTEM);
    });
  }
}
