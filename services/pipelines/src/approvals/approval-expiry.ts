import { Injectable } from '@nestjs/common';
import { OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { ApprovalEnding } from './approval-ending.js';
import { ApprovalLock } from './approval-lock.js';
import type { ApprovalState } from './approval.machine.js';

const SYSTEM = { userId: null, name: 'Throughline' };

interface Overdue {
  orgId: string;
  approvalId: string;
}

/** Ends requests without a run whose time is over; those of runs end with their node. */
@Injectable()
export class ApprovalExpiry {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly lock: ApprovalLock,
    private readonly ending: ApprovalEnding,
  ) {}

  /** One look at everything. Safe to run in any number of processes at once. */
  async sweep(): Promise<void> {
    const overdue = await this.systemTx.run((tx) =>
      tx.query<Overdue>(
        `SELECT org_id AS "orgId", approval_id AS "approvalId" FROM approval_deadline
         WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT 50`,
      ),
    );
    for (const { orgId, approvalId } of overdue) await this.orgTx.run(orgId, (tx) => this.end(tx, approvalId));
  }

  private async end(tx: Tx, approvalId: string): Promise<void> {
    const approval = await this.lock.take(tx, approvalId);
    // Read with its time over it says that it has ended, whatever is stored.
    const due = await tx.query<{ state: ApprovalState }>(
      `SELECT a.state FROM approval a JOIN approval_deadline d ON d.approval_id = a.id
       WHERE a.id = $1 AND d.due_at <= clock_timestamp()`,
      [approvalId],
    );
    const state = due[0]?.state;
    if (!state) return;
    const comment = 'Nobody decided in time.';
    await this.ending.end(tx, { ...approval, state }, { trigger: 'expire', actor: SYSTEM, comment, message: comment });
  }
}
