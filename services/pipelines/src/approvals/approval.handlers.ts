import { Injectable } from '@nestjs/common';
import {
  approvalsRequestedV1,
  deploymentsApprovalRequestedV1,
  deploymentsApprovalWithdrawnV1,
  type Envelope,
  type EventData,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { ApprovalEnding } from './approval-ending.js';
import { ApprovalLock } from './approval-lock.js';
import { ApprovalSuperseder } from './approval-superseder.js';
import { completeRule } from './approval-rule.rules.js';
import { OPEN_STATES } from './approval.machine.js';
import { SubmittedRequests } from './submitted-requests.js';

/** What other services ask people, and what a new request of a run means for older ones. */
@Injectable()
export class ApprovalHandlers {
  constructor(
    private readonly submitted: SubmittedRequests,
    private readonly lock: ApprovalLock,
    private readonly ending: ApprovalEnding,
    private readonly superseder: ApprovalSuperseder,
  ) {}

  @OnEvent(deploymentsApprovalRequestedV1, { ordered: true })
  async asked(event: Envelope<EventData<typeof deploymentsApprovalRequestedV1>>, tx: Tx): Promise<void> {
    const { requestId: subjectId, evidence, commit, roles, groups, members, comment, ...facts } = event.data;
    const environments = await tx.query<{ id: string; name: string }>(
      'SELECT id, name FROM environment WHERE id = ANY($1::uuid[]) ORDER BY position',
      [facts.environmentIds],
    );
    // What a yes means is part of what is voted on.
    const stated = [
      { term: 'Request', value: facts.title },
      { term: 'Effect', value: facts.effect },
    ];
    await this.submitted.ask(tx, {
      ...{ kind: facts.kind, subjectId, title: facts.title, effect: facts.effect, environments },
      ...{ requiredVotes: facts.requiredVotes, requestedBy: facts.requestedBy },
      rule: completeRule({ roles, groups, members, comment }),
      evidence: { commit, facts: [...stated, ...evidence] },
      expiresAt: facts.expiresAt === null ? null : new Date(facts.expiresAt),
    });
  }

  @OnEvent(deploymentsApprovalWithdrawnV1, { ordered: true })
  async withdrawn(event: Envelope<EventData<typeof deploymentsApprovalWithdrawnV1>>, tx: Tx): Promise<void> {
    const { requestId, reason: comment, withdrawnBy: actor } = event.data;
    const approval = await this.lock.takeSubject(tx, requestId);
    if (!approval || !OPEN_STATES.includes(approval.state)) return;
    await this.ending.end(tx, approval, { trigger: 'withdraw', actor, comment, message: null });
  }

  @OnEvent(approvalsRequestedV1)
  async requested(event: Envelope<EventData<typeof approvalsRequestedV1>>, tx: Tx): Promise<void> {
    await this.superseder.follow(tx, event.data.approvalId);
  }
}
