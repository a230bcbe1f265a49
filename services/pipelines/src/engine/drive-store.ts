import { Injectable } from '@nestjs/common';
import { fp, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { GateEvidence } from '../evidence/gate-evidence.js';
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

  /** Writes changes of one organization and ends the drives that they leave without work; resolves to those that landed. */
  async land(orgId: string, changes: readonly RunChange[]): Promise<ReadonlySet<RunChange>> {
    const landed = await this.orgTx.run(orgId, async (tx) => {
      const written = (await this.engine.write(tx, changes)).map(({ change }) => change);
      const ended = written.filter(({ loaded }) => loaded.run.engineWork.size === 0);
      const ids = ended.map(({ loaded }) => loaded.execution.id);
      await this.drives.done(tx, ids);
      fp('drives.before_commit');
      return written;
    });
    fp('drives.after_commit');
    return new Set(landed);
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
