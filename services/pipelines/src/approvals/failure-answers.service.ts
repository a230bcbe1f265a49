import { Injectable } from '@nestjs/common';
import { approvalsFailureAnsweredV1 } from '@throughline/contracts';
import { actorOf, Audit, LiveHub, OrgTx, Outbox, type Principal, type Tx } from '@throughline/platform';
import { ExecutionEngine } from '../engine/execution-engine.js';
import { ApprovalLock } from './approval-lock.js';
import { approvalMachine } from './approval.machine.js';
import type { ApprovalRow, ApprovalRun } from './approval-rows.js';
import { refuse } from './approvals.errors.js';
import { ballotOf } from './ballot-of.js';
import type { Failure, FailureAnswer } from './failure.js';
import type { AnswerFailureRequest } from './failure.dto.js';
import { noteActivity } from './note-activity.js';
import { missingForVote } from './vote-permission.js';
import { VotersQueries } from './voters.queries.js';
import { standingOf } from './voting.rules.js';

interface Asked {
  approval: ApprovalRow;
  run: ApprovalRun;
  failure: Failure;
}

/** What people say to nodes that have failed: one answer is enough, and it and what follows are one transaction. */
@Injectable()
export class FailureAnswersService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly lock: ApprovalLock,
    private readonly voters: VotersQueries,
    private readonly engine: ExecutionEngine,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  /** @throws approval_decided when somebody was faster, or the time is over */
  async answer(
    orgId: string,
    approvalId: string,
    principal: Principal,
    { choice, comment }: AnswerFailureRequest,
  ): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const asked = askedOf(await this.lock.take(tx, approvalId));
      const missing = missingForVote(asked.approval, principal);
      if (missing) throw missing;
      const standing = standingOf(ballotOf(asked.approval, await this.voters.voter(tx, principal.id)));
      if ('refusal' in standing) throw refuse(standing.refusal);
      const words = comment?.trim() ? comment : null;
      if (words === null && asked.failure.form.commentNeededFor.includes(choice))
        throw refuse('approval_comment_needed', undefined, [{ pointer: '/comment', message: 'must say why' }]);
      await this.resolve(tx, asked, { choice, comment: words, byId: principal.id, byName: principal.name });
      await this.tell(tx, asked, principal, { choice, comment: words });
      await this.goOn(tx, asked, principal, choice);
    });
  }

  private async resolve(tx: Tx, { approval }: Asked, answer: FailureAnswer): Promise<void> {
    const step = approvalMachine.next(approval.state, 'resolve');
    if (!step.ok) throw refuse('approval_decided');
    const { choice, comment, byId, byName } = answer;
    const moved = await tx.query(
      `UPDATE approval SET state = $3, decided_at = clock_timestamp(), answer = $4, answer_comment = $5,
         answered_by_id = $6, answered_by_name = $7 WHERE id = $1 AND state = $2 RETURNING id`,
      [approval.id, approval.state, step.to, choice, comment, byId, byName],
    );
    if (moved.length === 0) throw refuse('approval_decided');
  }

  private async tell(
    tx: Tx,
    { approval: { id, title, state }, run, failure }: Asked,
    principal: Principal,
    { choice, comment }: Pick<FailureAnswer, 'choice' | 'comment'>,
  ): Promise<void> {
    const actor = actorOf(principal);
    const text = comment === null ? choice : `${choice}: ${comment}`;
    await noteActivity(tx, { approvalId: id, kind: 'answered', actor, text });
    const subject = { action: 'approval.failure_answered', resourceKind: 'approval', resourceId: id };
    await this.audit.record(tx, { ...subject, resourceName: title, before: { state }, after: { choice, comment } });
    const { executionId, nodeId, nodeKey } = run;
    const facts = { approvalId: id, executionId, nodeId, nodeKey, title, attempt: failure.attempt };
    const event = { ...facts, answer: choice, answeredBy: actor, comment };
    await this.outbox.append(tx, approvalsFailureAnsweredV1, { kind: 'approval', id }, event);
    this.live.changed(tx, 'approval', id);
  }

  private async goOn(
    tx: Tx,
    { run, failure }: Asked,
    principal: Principal,
    choice: FailureAnswer['choice'],
  ): Promise<void> {
    const said = { skip: `Skipped by ${principal.name}.`, abort: `Aborted by ${principal.name}.` };
    // An attempt that is over keeps its own words.
    const message = choice === 'retry' ? null : [said[choice], failure.message].filter(Boolean).join(' ');
    const event = { type: 'answered' as const, key: run.nodeKey, choice, message };
    if (!(await this.engine.apply(tx, run.executionId, event, actorOf(principal)))) throw refuse('approval_decided');
  }
}

function askedOf(approval: ApprovalRow): Asked {
  const { run, failure } = approval;
  if (!run || !failure) throw refuse('approval_is_voted_on');
  return { approval, run, failure };
}
