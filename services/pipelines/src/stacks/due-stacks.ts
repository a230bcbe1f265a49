import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { type DueWork, LEASE_SECONDS, workOff } from '../due-work/due-work.js';
import { type StackClaim, StackDetector } from './stack-detector.js';

/** Repositories that were connected or pushed to, and are to be looked at. Any number of processes may. */
@Injectable()
export class DueStacks implements DueWork<StackClaim> {
  readonly retry = { firstMs: 1_000, maxMs: 60_000 };
  readonly failed = 'The repository could not be read.';

  constructor(
    private readonly systemTx: SystemTx,
    private readonly detector: StackDetector,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Looks at everything that is due, or ends after the repository at hand when it is told to stop. */
  drain(stopping?: AbortSignal): Promise<void> {
    return workOff(this, this.logger, stopping);
  }

  async claim(): Promise<StackClaim | undefined> {
    const rows = await this.systemTx.run((tx) =>
      tx.query<StackClaim>(
        `UPDATE stack_work SET fence = fence + 1, attempts = attempts + 1, due_at = clock_timestamp() + $1 * interval '1 second'
         WHERE repository_id = (SELECT repository_id FROM stack_work WHERE due_at <= clock_timestamp()
           ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING repository_id AS "repositoryId", org_id AS "orgId", fence, attempts`,
        [LEASE_SECONDS],
      ),
    );
    return rows[0];
  }

  work(claim: StackClaim): Promise<void> {
    return this.detector.look(claim);
  }

  async putBack({ repositoryId, fence }: StackClaim, waitMs: number): Promise<void> {
    await this.systemTx.run((tx) =>
      tx.query(
        `UPDATE stack_work SET due_at = clock_timestamp() + $3 * interval '1 millisecond' WHERE repository_id = $1 AND fence = $2`,
        [repositoryId, fence, waitMs],
      ),
    );
  }

  /** The next push has it looked at again. */
  async refuse({ repositoryId, fence }: StackClaim): Promise<void> {
    const sql = 'DELETE FROM stack_work WHERE repository_id = $1 AND fence = $2';
    await this.systemTx.run((tx) => tx.query(sql, [repositoryId, fence]));
  }
}
