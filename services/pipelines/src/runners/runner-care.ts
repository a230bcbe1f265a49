import { Injectable } from '@nestjs/common';
import { Audit, OrgTx, type Tx } from '@throughline/platform';
import { refuse } from './runners.errors.js';

/** As long as it takes until what waits for the runner's workspaces is given up. */
const GONE_S = 120;

/** What an organization may do about the runners, which serve every other one too. */
@Injectable()
export class RunnerCare {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: Audit,
  ) {}

  /** The runner gets no new executions of the organization; it goes on with those that it has. Twice is as once. */
  pause(orgId: string, runnerId: string): Promise<void> {
    return this.onRunner(orgId, runnerId, async (tx) => {
      await tx.query('INSERT INTO runner_pause (org_id, runner_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        orgId,
        runnerId,
      ]);
      return 'runner.paused';
    });
  }

  resume(orgId: string, runnerId: string): Promise<void> {
    return this.onRunner(orgId, runnerId, async (tx) => {
      await tx.query('DELETE FROM runner_pause WHERE org_id = $1 AND runner_id = $2', [orgId, runnerId]);
      return 'runner.resumed';
    });
  }

  /**
   * Forgets a runner that is gone: its credential is void, and it is no longer shown to anybody. Nobody loses by it, for
   * one that comes back registers again.
   * @throws `runner_present` for one that has been seen of late
   */
  remove(orgId: string, runnerId: string): Promise<void> {
    return this.onRunner(orgId, runnerId, async (tx) => {
      const rows = await tx.query(
        `UPDATE runner SET removed_at = clock_timestamp() WHERE id = $1 AND removed_at IS NULL
           AND last_seen_at < clock_timestamp() - interval '${GONE_S} seconds' RETURNING 1`,
        [runnerId],
      );
      if (rows.length === 0) throw refuse('runner_present');
      return 'runner.removed';
    });
  }

  /** Notes what `act` says that it has done, in its transaction. @throws `runner_missing` */
  private onRunner(orgId: string, runnerId: string, act: (tx: Tx) => Promise<string>): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<{ name: string }>(
        'SELECT name FROM runner WHERE id = $1 AND removed_at IS NULL FOR UPDATE',
        [runnerId],
      );
      const runner = rows[0];
      if (!runner) throw refuse('runner_missing');
      const action = await act(tx);
      const subject = { resourceKind: 'runner', resourceId: runnerId, resourceName: runner.name };
      await this.audit.record(tx, { action, ...subject });
    });
  }
}
