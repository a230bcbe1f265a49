import { Injectable } from '@nestjs/common';
import { actorOf, Audit, LiveHub, OrgTx, type Principal, type Tx } from '@throughline/platform';
import { ApprovalEnding } from './approval-ending.js';
import { ApprovalLock } from './approval-lock.js';
import { approvalMachine } from './approval.machine.js';
import type { RequestChangesRequest } from './approval-requests.dto.js';
import type { ApprovalRow } from './approval-rows.js';
import { refuse } from './approvals.errors.js';
import { ballotOf } from './ballot-of.js';
import { mayAnswer, mayWithdraw } from './requester.rules.js';
import { type ActivityKind, noteActivity } from './note-activity.js';
import { missingForVote } from './vote-permission.js';
import { VotersQueries } from './voters.queries.js';
import { standingOf } from './voting.rules.js';

interface Told {
  action: string;
  kind: ActivityKind;
  text: string;
}

// The clock of a change request stands while it waits for its requester, and goes on with what is left.
const PAUSE = 'UPDATE change_request SET paused_at = clock_timestamp() WHERE approval_id = $1 AND paused_at IS NULL';
const RESUME = `UPDATE change_request SET due_at = due_at + (clock_timestamp() - paused_at), paused_at = NULL
  WHERE approval_id = $1 AND paused_at IS NOT NULL`;

/** What people do with a request beside voting on it: ask for changes, answer, discuss, take it back. */
@Injectable()
export class ApprovalActionsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly lock: ApprovalLock,
    private readonly voters: VotersQueries,
    private readonly ending: ApprovalEnding,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  /** By somebody who could vote instead: nobody votes then until the requester answers. */
  async requestChanges(
    orgId: string,
    approvalId: string,
    principal: Principal,
    { comment, evidenceDigest }: RequestChangesRequest,
  ): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.lock.take(tx, approvalId);
      if (approval.failure) throw refuse('approval_takes_an_answer');
      const missing = missingForVote(approval, principal);
      if (missing) throw missing;
      if (evidenceDigest !== approval.evidenceDigest) throw refuse('evidence_changed');
      const standing = standingOf(ballotOf(approval, await this.voters.voter(tx, principal.id)));
      if ('refusal' in standing) throw refuse(standing.refusal);
      await this.move(tx, approval, 'request_changes');
      await tx.query(PAUSE, [approvalId]);
      const told = { action: 'approval.changes_requested', kind: 'changes_requested' as const, text: comment };
      await this.tell(tx, approval, principal, told);
    });
  }

  /** By whoever asks: the request waits for votes again, on its evidence as it is then. */
  async answer(orgId: string, approvalId: string, principal: Principal, text: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.lock.take(tx, approvalId);
      if (!mayAnswer(approval, principal)) throw refuse('approval_not_requester');
      await this.move(tx, approval, 'answer');
      await tx.query(RESUME, [approvalId]);
      await this.tell(tx, approval, principal, { action: 'approval.answered', kind: 'answered', text });
    });
  }

  /** By whoever asked, or who manages approvals. A node that waits ends cancelled and says so. */
  async withdraw(orgId: string, approvalId: string, principal: Principal, comment: string | null): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.lock.take(tx, approvalId);
      if (!mayWithdraw(approval, principal)) throw refuse('approval_not_requester');
      const message = `Withdrawn by ${principal.name}.`;
      await this.ending.end(tx, approval, { trigger: 'withdraw', actor: actorOf(principal), comment, message });
      await this.record(tx, approval, 'approval.withdrawn', { state: 'withdrawn', comment });
    });
  }

  /** Says something about a request, decided or not. */
  async comment(orgId: string, approvalId: string, principal: Principal, text: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.lock.take(tx, approvalId);
      await this.tell(tx, approval, principal, { action: 'approval.commented', kind: 'commented', text });
    });
  }

  private async move(tx: Tx, approval: ApprovalRow, trigger: 'request_changes' | 'answer'): Promise<void> {
    const step = approvalMachine.next(approval.state, trigger);
    if (!step.ok) throw refuse(trigger === 'answer' ? 'approval_no_changes_requested' : 'approval_decided');
    const moved = await tx.query('UPDATE approval SET state = $3 WHERE id = $1 AND state = $2 RETURNING id', [
      approval.id,
      approval.state,
      step.to,
    ]);
    if (moved.length === 0) throw refuse('approval_decided');
  }

  private async tell(tx: Tx, approval: ApprovalRow, principal: Principal, { action, kind, text }: Told): Promise<void> {
    await noteActivity(tx, { approvalId: approval.id, kind, actor: actorOf(principal), text });
    await this.record(tx, approval, action, { text });
    this.live.changed(tx, 'approval', approval.id);
  }

  private async record(tx: Tx, approval: ApprovalRow, action: string, after: Record<string, unknown>): Promise<void> {
    const { id: resourceId, title: resourceName, state } = approval;
    const subject = { action, resourceKind: 'approval', resourceId, resourceName };
    await this.audit.record(tx, { ...subject, before: { state }, after });
  }
}
