import { Injectable } from '@nestjs/common';
import { approvalsDecidedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { actorOf, Audit, fp, LiveHub, OrgTx, Outbox, type Principal, type Tx } from '@throughline/platform';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { ExecutionEngine } from '../engine/execution-engine.js';
import { approvalMachine } from './approval.machine.js';
import type { ApprovalRow } from './approvals.queries.js';
import { ApprovalsQueries } from './approvals.queries.js';
import type { CastVoteRequest } from './approvals.dto.js';
import { refuse } from './approvals.errors.js';
import { digestOf } from './evidence.js';
import { refusalFor } from './refusal-for.js';
import { missingForVote } from './vote-permission.js';
import { decisionOf } from './voting.rules.js';

/** Votes: the vote, the count, the decision and the execution going on are one transaction. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ApprovalsQueries,
    private readonly directory: DirectoryQueries,
    private readonly engine: ExecutionEngine,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  async castVote(orgId: string, approvalId: string, principal: Principal, vote: CastVoteRequest): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.lockApproval(tx, approvalId);
      // At the time of the vote, and not of the request: what was granted or withheld since then counts.
      const missing = missingForVote(approval, principal);
      if (missing) throw missing;
      if (vote.evidenceDigest !== digestOf(approval.evidence)) throw refuse('evidence_changed');
      const voter = await this.directory.member(tx, principal.id);
      const refusal = refusalFor(approval, principal, voter?.email);
      if (refusal) throw refuse(refusal);
      await tx.query(
        `INSERT INTO approval_vote (id, org_id, approval_id, user_id, user_name, decision, comment) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), orgId, approvalId, principal.id, principal.name, vote.decision, vote.comment ?? null],
      );
      const { title, state } = approval;
      const after = { decision: vote.decision, evidenceDigest: vote.evidenceDigest };
      const subject = {
        action: 'approval.voted',
        resourceKind: 'approval',
        resourceId: approvalId,
        resourceName: title,
      };
      await this.audit.record(tx, { ...subject, before: { state }, after });
      fp('approvals.after_vote');
      await this.decide(tx, approval, principal, vote);
      await this.live.changed(tx, 'approval', approvalId);
    });
  }

  /** The approval with its execution locked: of two votes at once the second sees the first. */
  private async lockApproval(tx: Tx, approvalId: string): Promise<ApprovalRow> {
    const locked = await tx.query(
      `SELECT 1 FROM execution WHERE id = (SELECT execution_id FROM approval WHERE id = $1) FOR UPDATE`,
      [approvalId],
    );
    const approval = locked.length > 0 ? await this.queries.find(tx, approvalId) : undefined;
    if (!approval) throw refuse('not_found');
    return approval;
  }

  private async decide(tx: Tx, approval: ApprovalRow, principal: Principal, vote: CastVoteRequest): Promise<void> {
    const decisions = [...approval.votes.map((one) => one.decision), vote.decision];
    const trigger = decisionOf(decisions, approval.requiredVotes);
    if (!trigger) return;
    const step = approvalMachine.next(approval.state, trigger);
    if (!step.ok) throw refuse('approval_decided');
    const moved = await tx.query(
      'UPDATE approval SET state = $3, decided_at = clock_timestamp() WHERE id = $1 AND state = $2 RETURNING id',
      [approval.id, approval.state, step.to],
    );
    if (moved.length === 0) throw refuse('approval_decided');
    const { executionId, nodeId, nodeKey, title, requiredVotes } = approval;
    const facts = {
      approvalId: approval.id,
      executionId,
      nodeId,
      nodeKey,
      title,
      requiredVotes,
      votes: decisions.length,
    };
    const decision = trigger === 'approve' ? ('approved' as const) : ('rejected' as const);
    const event = { ...facts, decision, decidedBy: actorOf(principal), comment: vote.comment ?? null };
    await this.outbox.append(tx, approvalsDecidedV1, { kind: 'approval', id: approval.id }, event);
    const message = trigger === 'approve' ? null : `Rejected by ${principal.name}.`;
    const nodeTrigger = trigger === 'approve' ? 'succeed' : 'fail';
    await this.engine.apply(tx, executionId, { type: 'node', key: nodeKey, trigger: nodeTrigger, message });
  }
}
