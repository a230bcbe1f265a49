import { Inject, Injectable } from '@nestjs/common';
import { backoffMs } from '@throughline/kernel';
import { LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { GitError } from '../git/git-command.js';
import { type StackClaim, StackDetector } from './stack-detector.js';

/** Longer than a fetch and its reads may take. */
const CLAIM_SECONDS = 120;
const MAX_ATTEMPTS = 6;
const RETRY = { firstMs: 1_000, maxMs: 60_000 };

/** Looks at repositories that were connected or pushed to. Any number of processes may. */
@Injectable()
export class DueStacks {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly detector: StackDetector,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Looks at everything that is due, or ends after the repository at hand when it is told to stop. */
  async drain(stopping?: AbortSignal): Promise<void> {
    while (!stopping?.aborted) {
      const claim = await this.claim();
      if (!claim) return;
      await this.work(claim);
    }
  }

  private async claim(): Promise<StackClaim | undefined> {
    const rows = await this.systemTx.run((tx) =>
      tx.query<StackClaim>(
        `UPDATE stack_work SET fence = fence + 1, attempts = attempts + 1, due_at = clock_timestamp() + $1 * interval '1 second'
         WHERE repository_id = (SELECT repository_id FROM stack_work WHERE due_at <= clock_timestamp()
           ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING repository_id AS "repositoryId", org_id AS "orgId", fence, attempts`,
        [CLAIM_SECONDS],
      ),
    );
    return rows[0];
  }

  private async work(claim: StackClaim): Promise<void> {
    try {
      await this.detector.look(claim);
    } catch (error) {
      this.logger.warn(
        { err: error, repositoryId: claim.repositoryId, attempt: claim.attempts },
        'repository not read',
      );
      const isFinal = claim.attempts >= MAX_ATTEMPTS || (error instanceof GitError && !error.isTransient);
      await (isFinal ? this.giveUp(claim) : this.putBack(claim));
    }
  }

  /** The next push has it looked at again. */
  private async giveUp({ repositoryId, fence }: StackClaim): Promise<void> {
    const sql = 'DELETE FROM stack_work WHERE repository_id = $1 AND fence = $2';
    await this.systemTx.run((tx) => tx.query(sql, [repositoryId, fence]));
  }

  private async putBack({ repositoryId, fence, attempts }: StackClaim): Promise<void> {
    const waitMs = backoffMs(attempts - 1, RETRY);
    await this.systemTx.run((tx) =>
      tx.query(
        `UPDATE stack_work SET due_at = clock_timestamp() + $3 * interval '1 millisecond' WHERE repository_id = $1 AND fence = $2`,
        [repositoryId, fence, waitMs],
      ),
    );
  }
}
