import { Injectable } from '@nestjs/common';
import { type Actor, approvalsDecidedV1, approvalsRequestDecidedV1 } from '@throughline/contracts';
import { LiveHub, Outbox, type Tx } from '@throughline/platform';
import { ExecutionEngine } from '../engine/execution-engine.js';
import type { Report } from '../engine/execution-planner.js';
import { approvalMachine, type ApprovalState, type ApprovalTrigger } from './approval.machine.js';
import { type ApprovalRow, type ApprovalRun, countedVotes } from './approval-rows.js';
import { refuse } from './approvals.errors.js';
import { noteActivity } from './note-activity.js';

type EndTrigger = Exclude<ApprovalTrigger, 'request_changes' | 'answer' | 'resolve'>;

export interface Ending {
  trigger: EndTrigger;
  actor: Actor;
  comment: string | null;
  /** What the node says of it; null where it says nothing. */
  message: string | null;
  supersededBy?: { approvalId: string; executionId: string };
}

const NODE_TRIGGERS: Record<EndTrigger, Report> = {
  approve: 'succeed',
  reject: 'fail',
  withdraw: 'cancel',
  supersede: 'cancel',
  expire: 'time_out',
};

const DECISIONS = {
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
  supersede: 'withdrawn',
  expire: 'expired',
} as const;

const STORY = { withdraw: 'withdrawn', supersede: 'superseded', expire: 'expired' } as const;

/** The end of a request, whichever: its state, its event, its line in the story, and the node that waits for it. */
@Injectable()
export class ApprovalEnding {
  constructor(
    private readonly outbox: Outbox,
    private readonly live: LiveHub,
    private readonly engine: ExecutionEngine,
  ) {}

  /**
   * The caller holds the locks of the execution and the request, and read `approval` after that: so the evidence that is
   * stored as decided on is the one that the votes were counted on.
   * @throws approval_decided when the request has ended already
   */
  async end(tx: Tx, approval: ApprovalRow, ending: Ending): Promise<void> {
    const { trigger, actor, comment, supersededBy } = ending;
    const step = approvalMachine.next(approval.state, trigger);
    if (!step.ok) throw refuse('approval_decided');
    await this.store(tx, approval, step.to, supersededBy?.approvalId ?? null);
    if (trigger !== 'approve' && trigger !== 'reject')
      await noteActivity(tx, { approvalId: approval.id, kind: STORY[trigger], actor, text: comment });
    if (approval.run) await this.tellOfRun(tx, approval, approval.run, ending);
    else await this.tell(tx, approval, ending);
    this.live.changed(tx, 'approval', approval.id);
  }

  private async store(tx: Tx, approval: ApprovalRow, to: ApprovalState, supersededBy: string | null): Promise<void> {
    const moved = await tx.query(
      `UPDATE approval SET state = $3, decided_at = clock_timestamp(), evidence = $4, evidence_digest = $5,
         superseded_by = $6 WHERE id = $1 AND state = $2 RETURNING id`,
      [approval.id, approval.state, to, JSON.stringify(approval.evidence), approval.evidenceDigest, supersededBy],
    );
    if (moved.length === 0) throw refuse('approval_decided');
    await tx.query('DELETE FROM approval_deadline WHERE approval_id = $1', [approval.id]);
  }

  private async tellOfRun(tx: Tx, approval: ApprovalRow, run: ApprovalRun, ending: Ending): Promise<void> {
    const { id, title, requiredVotes } = approval;
    const { executionId, nodeId, nodeKey } = run;
    const { trigger, actor, comment, message, supersededBy } = ending;
    const votes = countedVotes(approval).length;
    await this.outbox.append(
      tx,
      approvalsDecidedV1,
      { kind: 'approval', id },
      {
        ...{ approvalId: id, executionId, nodeId, nodeKey, title, requiredVotes, votes },
        ...{ decision: DECISIONS[trigger], decidedBy: actor, comment, ...(supersededBy && { supersededBy }) },
      },
    );
    const event = { type: 'node' as const, key: nodeKey, trigger: NODE_TRIGGERS[trigger], message };
    await this.engine.apply(tx, executionId, event, actor);
  }

  private async tell(tx: Tx, approval: ApprovalRow, { trigger, actor, comment }: Ending): Promise<void> {
    const { id, kind, title, requiredVotes, subjectId, evidenceDigest } = approval;
    if (kind === 'run' || kind === 'failure') throw new Error('a request of a run without its run');
    const votes = countedVotes(approval).length;
    await this.outbox.append(
      tx,
      approvalsRequestDecidedV1,
      { kind: 'approval', id },
      {
        ...{ approvalId: id, kind, requestId: subjectId, title, requiredVotes, votes, evidenceDigest },
        ...{ decision: DECISIONS[trigger], decidedBy: actor, comment },
      },
    );
  }
}
