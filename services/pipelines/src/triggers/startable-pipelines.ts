import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { refuse } from './triggers.errors.js';

/** Pipelines that something is set up to start. */
@Injectable()
export class StartablePipelines {
  /** The default branch of the pipeline's repository; refuses a pipeline that is not there, or whose repository is gone. */
  async defaultBranch(tx: Tx, pipelineId: string): Promise<string> {
    const rows = await tx.query<{ branch: string; isRemoved: boolean }>(
      `SELECT r.default_branch AS branch, r.deleted_at IS NOT NULL AS "isRemoved"
       FROM pipeline p JOIN repository r ON r.id = p.repository_id WHERE p.id = $1`,
      [pipelineId],
    );
    const row = rows[0];
    if (!row) throw refuse('not_found');
    if (row.isRemoved) throw refuse('repository_removed');
    return row.branch;
  }
}
