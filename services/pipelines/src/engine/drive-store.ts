import { Injectable } from '@nestjs/common';
import { fp, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { GateEvidence } from '../evidence/gate-evidence.js';
import { ChangedMeanwhile } from './changed-meanwhile.js';
import { DrivesRepository } from './drives.repository.js';
import { ExecutionEngine } from './execution-engine.js';
import type { LoadedRun } from './execution-rows.js';
import { ExecutionsRepository } from './executions.repository.js';
import type { RunChange } from './run-change.js';

/** The transactions of a lane. */
@Injectable()
export class DriveStore {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly drives: DrivesRepository,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
    private readonly evidence: GateEvidence,
  ) {}

  /** Claims executions and reads them as they are now, unlocked: what changes meanwhile shows when a change lands. */
  async claim(lane: string, limit: number, held: readonly string[]): Promise<LoadedRun[]> {
    const drives = await this.systemTx.run((tx) => this.drives.claim(tx, lane, limit, held));
    fp('drives.after_claim');
    const loaded: LoadedRun[] = [];
    for (const [orgId, ofOrg] of Map.groupBy(drives, (drive) => drive.orgId)) {
      const ids = ofOrg.map(({ executionId }) => executionId);
      loaded.push(...(await this.orgTx.run(orgId, (tx) => this.read(tx, ids))));
    }
    return loaded;
  }

  private async read(tx: Tx, ids: readonly string[]): Promise<LoadedRun[]> {
    const runs = await this.executions.read(tx, ids);
    await this.evidence.attach(tx, runs);
    return runs;
  }

  /**
   * Writes what the lane has planned in one organization and ends the drives that they leave without work; resolves to those that landed.
   * Those whose executions somebody else has changed are left out, the others written once more.
   */
  async land(lane: string, orgId: string, changes: readonly RunChange[]): Promise<ReadonlySet<RunChange>> {
    let left = changes;
    while (left.length > 0) {
      const changed = await this.landAll(lane, orgId, left);
      if (changed.size === 0) break;
      left = left.filter(({ loaded }) => !changed.has(loaded.execution.id));
    }
    return new Set(left);
  }

  /** All of them or none; resolves to the executions that somebody else has changed. */
  private async landAll(lane: string, orgId: string, changes: readonly RunChange[]): Promise<ReadonlySet<string>> {
    try {
      await this.orgTx.run(orgId, async (tx) => {
        await this.engine.write(tx, changes, lane);
        const ended = changes.filter(({ loaded }) => loaded.run.engineWork.size === 0);
        const ids = ended.map(({ loaded }) => loaded.execution.id);
        await this.drives.done(tx, ids);
        fp('drives.before_commit');
      });
    } catch (error) {
      if (error instanceof ChangedMeanwhile) return error.executionIds;
      throw error;
    }
    fp('drives.after_commit');
    return new Set();
  }

  renew(lane: string): Promise<void> {
    return this.systemTx.run((tx) => this.drives.renew(tx, lane));
  }

  leave(lane: string): Promise<void> {
    return this.systemTx.run((tx) => this.drives.leave(tx, lane));
  }

  putOff(lane: string, executionId: string): Promise<void> {
    return this.systemTx.run((tx) => this.drives.putOff(tx, lane, executionId));
  }
}
