import { Injectable } from '@nestjs/common';
import { approvalsDecidedV1, approvalsRequestedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { LiveHub, Outbox, type Tx } from '@throughline/platform';
import type { MovedNode } from '../engine/moved-node.js';
import { approvalMachine, OPEN_STATES } from './approval.machine.js';
import { completeRule } from './approval-rule.rules.js';
import { noteActivity } from './note-activity.js';
import { digestOf } from './evidence.js';
import { EvidenceQueries } from './evidence.queries.js';

const NOBODY = { userId: null, name: 'Throughline' };
const CLOSINGS = {
  withdraw: { decision: 'withdrawn', comment: 'The execution was cancelled.' },
  expire: { decision: 'expired', comment: 'Nobody decided in time.' },
} as const;

/** Opens the request of an approval node; withdraws it when its execution is cancelled, ends it when its time is over. */
@Injectable()
export class ApprovalRequester {
  constructor(
    private readonly evidence: EvidenceQueries,
    private readonly outbox: Outbox,
    private readonly live: LiveHub,
  ) {}

  async request(tx: Tx, { loaded: { execution }, node }: MovedNode): Promise<void> {
    const { definition } = node;
    if (definition.kind !== 'approval') throw new Error(`${node.key} is no approval`);
    const evidence = await this.evidence.before(tx, execution.id, node.key);
    const effect = await this.evidence.effectOf(tx, execution.id, node.key);
    const approvalId = newId();
    const evidenceDigest = digestOf(evidence);
    const { title, votes: requiredVotes } = definition;
    const { requestedBy } = execution;
    await tx.query(
      `INSERT INTO approval (id, org_id, execution_id, node_id, node_key, title, effect, required_votes, rule, evidence,
         evidence_digest, state, requested_by_id, requested_by_name, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
         clock_timestamp() + $15::bigint * interval '1 millisecond')`,
      [
        ...[approvalId, tx.orgId, execution.id, node.id, node.key, title, effect, requiredVotes],
        ...[JSON.stringify(completeRule(definition)), JSON.stringify(evidence), evidenceDigest],
        ...[approvalMachine.initial, requestedBy.userId, requestedBy.name, definition.expiresMs ?? null],
      ],
    );
    await noteActivity(tx, { approvalId, kind: 'requested', actor: requestedBy, text: null });
    const facts = { approvalId, executionId: execution.id, nodeId: node.id, nodeKey: node.key, title, requiredVotes };
    const event = { ...facts, requestedBy, evidenceDigest };
    await this.outbox.append(tx, approvalsRequestedV1, { kind: 'approval', id: approvalId }, event);
    this.live.changed(tx, 'approval', approvalId);
  }

  /** Ends a request that nobody decided, where it is not ended yet. */
  async close(tx: Tx, { loaded: { execution }, node }: MovedNode, trigger: keyof typeof CLOSINGS): Promise<void> {
    const { decision, comment } = CLOSINGS[trigger];
    const rows = await tx.query<{ id: string; title: string; requiredVotes: number; votes: number }>(
      `UPDATE approval a SET state = $2, decided_at = clock_timestamp() WHERE node_id = $1 AND state = ANY($3)
       RETURNING id, title, required_votes AS "requiredVotes",
         (SELECT count(*)::int FROM approval_vote v WHERE v.approval_id = a.id AND v.replaced_at IS NULL) AS votes`,
      [node.id, decision, OPEN_STATES],
    );
    for (const { id, ...approval } of rows) {
      const facts = { approvalId: id, executionId: execution.id, nodeId: node.id, nodeKey: node.key, ...approval };
      const event = { ...facts, decision, decidedBy: NOBODY, comment };
      await noteActivity(tx, { approvalId: id, kind: decision, actor: NOBODY, text: comment });
      await this.outbox.append(tx, approvalsDecidedV1, { kind: 'approval', id }, event);
      this.live.changed(tx, 'approval', id);
    }
  }
}
