import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { ApprovalRow } from './approval-rows.js';
import { refuse } from './approvals.errors.js';
import { ApprovalsQueries } from './approvals.queries.js';

/** Requests for those who change them. */
@Injectable()
export class ApprovalLock {
  constructor(private readonly queries: ApprovalsQueries) {}

  /**
   * The request with its execution and itself locked, in this order: of two votes at once the second sees the first, and
   * the evidence cannot change before the commit.
   * @throws not_found
   */
  async take(tx: Tx, approvalId: string): Promise<ApprovalRow> {
    await tx.query('SELECT 1 FROM execution WHERE id = (SELECT execution_id FROM approval WHERE id = $1) FOR UPDATE', [
      approvalId,
    ]);
    await tx.query('SELECT 1 FROM approval WHERE id = $1 FOR UPDATE', [approvalId]);
    const approval = await this.queries.find(tx, approvalId);
    if (!approval) throw refuse('not_found');
    return approval;
  }

  /** The request that a service asked for under its own id, locked; undefined when it never did. */
  async takeSubject(tx: Tx, subjectId: string): Promise<ApprovalRow | undefined> {
    const rows = await tx.query<{ id: string }>('SELECT id FROM approval WHERE subject_id = $1', [subjectId]);
    return rows[0] && this.take(tx, rows[0].id);
  }
}
