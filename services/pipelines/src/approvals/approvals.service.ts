import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { actorOf, Audit, fp, LiveHub, OrgTx, type Principal, type Tx } from '@throughline/platform';
import type { CastVoteRequest } from './vote.dto.js';
import { ApprovalEnding } from './approval-ending.js';
import { ApprovalLock } from './approval-lock.js';
import { type ApprovalRow, countedVotes, type VoteRow } from './approval-rows.js';
import { refuse } from './approvals.errors.js';
import { SYSTEM } from '../engine/execution-engine.js';
import { ballotOf } from './ballot-of.js';
import { noteActivity } from './note-activity.js';
import { missingForVote } from './vote-permission.js';
import { VotersQueries } from './voters.queries.js';
import { decisionOf, lacksComment, type Person, refusalOfVote, standingOf } from './voting.rules.js';

/** Votes: the vote, the count, the decision and the execution going on are one transaction. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly lock: ApprovalLock,
    private readonly voters: VotersQueries,
    private readonly ending: ApprovalEnding,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  castVote(orgId: string, approvalId: string, principal: Principal, vote: CastVoteRequest): Promise<void> {
    return this.cast(orgId, approvalId, principal, { ...vote, ofRun: false });
  }

  /** As `castVote`, for the requests of runs alone; others are not found. */
  castVoteOnRun(orgId: string, approvalId: string, principal: Principal, vote: CastVoteRequest): Promise<void> {
    return this.cast(orgId, approvalId, principal, { ...vote, ofRun: true });
  }

  private async cast(
    orgId: string,
    approvalId: string,
    principal: Principal,
    vote: CastVoteRequest & { ofRun: boolean },
  ): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const approval = await this.lock.take(tx, approvalId);
      if (vote.ofRun && approval.kind !== 'run') throw refuse('not_found');
      if (approval.failure) throw refuse('approval_takes_an_answer');
      // At the time of the vote, and not of the request: what was granted or withheld since then counts.
      const missing = missingForVote(approval, principal);
      if (missing) throw missing;
      if (vote.evidenceDigest !== approval.evidenceDigest) throw refuse('evidence_changed');
      const onBehalfOf = await this.placeOf(tx, approval, principal, vote);
      if (lacksComment(approval.rule, vote.decision, vote.comment)) throw commentNeeded();
      const cast = voteRow(principal, vote, onBehalfOf);
      await this.refresh(tx, approval);
      await this.store(tx, approval, cast);
      const { title, state } = approval;
      const after = { decision: vote.decision, evidenceDigest: vote.evidenceDigest };
      const subject = { action: 'approval.voted', resourceKind: 'approval', resourceId: approvalId };
      await this.audit.record(tx, { ...subject, resourceName: title, before: { state }, after });
      fp('approvals.after_vote');
      await this.decide(tx, withVote(approval, cast), principal, vote);
      this.live.changed(tx, 'approval', approvalId);
    });
  }

  /** Whose place the vote takes; null for the voter's own. */
  private async placeOf(
    tx: Tx,
    approval: ApprovalRow,
    principal: Principal,
    { decision }: CastVoteRequest,
  ): Promise<Person | null> {
    const ballot = ballotOf(approval, await this.voters.voter(tx, principal.id));
    const refusal = refusalOfVote(ballot, decision);
    if (refusal) throw refuse(refusal);
    const standing = standingOf(ballot);
    return 'onBehalfOf' in standing ? standing.onBehalfOf : null;
  }

  /** Keeps the pack that is voted on from now on, where it is another than before: lists go by what is stored. */
  private async refresh(tx: Tx, { id: approvalId, evidence, evidenceDigest }: ApprovalRow): Promise<void> {
    const changed = await tx.query(
      `UPDATE approval SET evidence = $2, evidence_digest = $3 WHERE id = $1 AND evidence_digest IS DISTINCT FROM $3
       RETURNING id`,
      [approvalId, JSON.stringify(evidence), evidenceDigest],
    );
    if (changed.length > 0) await noteActivity(tx, { approvalId, kind: 'evidence_changed', actor: SYSTEM, text: null });
  }

  /** A vote before it, on whichever evidence, is replaced by it and stays to be seen. */
  private async store(tx: Tx, { id: approvalId }: ApprovalRow, vote: VoteRow): Promise<void> {
    await tx.query(
      `UPDATE approval_vote SET replaced_at = clock_timestamp() WHERE approval_id = $1 AND user_id = $2
         AND replaced_at IS NULL`,
      [approvalId, vote.userId],
    );
    await tx.query(
      `INSERT INTO approval_vote (id, org_id, approval_id, user_id, user_name, decision, comment, evidence_digest,
         on_behalf_of_id, on_behalf_of_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[newId(), tx.orgId, approvalId, vote.userId, vote.userName, vote.decision, vote.comment],
        ...[vote.evidenceDigest, vote.onBehalfOfId, vote.onBehalfOfName],
      ],
    );
    const actor = { userId: vote.userId, name: vote.userName };
    const words = vote.onBehalfOfName ? `${vote.decision} for ${vote.onBehalfOfName}` : vote.decision;
    await noteActivity(tx, { approvalId, kind: 'voted', actor, text: words });
  }

  private async decide(tx: Tx, approval: ApprovalRow, principal: Principal, vote: CastVoteRequest): Promise<void> {
    const decisions = countedVotes(approval).map((one) => one.decision);
    const trigger = decisionOf(decisions, approval.requiredVotes);
    if (!trigger) return;
    const message = trigger === 'approve' ? null : `Rejected by ${principal.name}.`;
    await this.ending.end(tx, approval, { trigger, actor: actorOf(principal), comment: vote.comment ?? null, message });
  }
}

const commentNeeded = () =>
  refuse('approval_comment_needed', undefined, [{ pointer: '/comment', message: 'must say why' }]);

function voteRow(principal: Principal, vote: CastVoteRequest, onBehalfOf: Person | null): VoteRow {
  const { decision, comment, evidenceDigest } = vote;
  const words = comment?.trim() ? comment : null;
  const place = { onBehalfOfId: onBehalfOf?.userId ?? null, onBehalfOfName: onBehalfOf?.name ?? null };
  return {
    userId: principal.id,
    userName: principal.name,
    decision,
    comment: words,
    evidenceDigest,
    ...place,
    votedAt: '',
  };
}

/** The request as it is with the vote, in place of the voter's one before. */
function withVote(approval: ApprovalRow, vote: VoteRow): ApprovalRow {
  return { ...approval, votes: [...approval.votes.filter(({ userId }) => userId !== vote.userId), vote] };
}
