import { Injectable } from '@nestjs/common';
import { approvalsDecidedV1, approvalsRequestedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { LiveHub, Outbox, type Tx } from '@throughline/platform';
import type { MovedNode } from '../engine/moved-node.js';
import { approvalMachine } from './approval.machine.js';
import { digestOf } from './evidence.js';
import { EvidenceQueries } from './evidence.queries.js';

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
    const { title, votes: requiredVotes } = definition;
    await tx.query(
      `INSERT INTO approval (id, org_id, execution_id, node_id, node_key, title, effect, required_votes, evidence, state,
         expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp() + $11::bigint * interval '1 millisecond')`,
      [
        ...[approvalId, tx.orgId, execution.id, node.id, node.key, title, effect, requiredVotes],
        ...[JSON.stringify(evidence), approvalMachine.initial, definition.expiresMs ?? null],
      ],
    );
    const facts = { approvalId, executionId: execution.id, nodeId: node.id, nodeKey: node.key, title, requiredVotes };
    const { requestedBy } = execution;
    const event = { ...facts, requestedBy, evidenceDigest: digestOf(evidence) };
    await this.outbox.append(tx, approvalsRequestedV1, { kind: 'approval', id: approvalId }, event);
    await this.live.changed(tx, 'approval', approvalId);
  }

  /** Ends a request that nobody decided. */
  async close(tx: Tx, { loaded: { execution }, node }: MovedNode, trigger: keyof typeof CLOSINGS): Promise<void> {
    const { decision, comment } = CLOSINGS[trigger];
    const rows = await tx.query<{ id: string; title: string; requiredVotes: number; votes: number }>(
      `UPDATE approval a SET state = $2, decided_at = clock_timestamp() WHERE node_id = $1 AND state = 'pending'
       RETURNING id, title, required_votes AS "requiredVotes",
         (SELECT count(*)::int FROM approval_vote v WHERE v.approval_id = a.id) AS votes`,
      [node.id, decision],
    );
    for (const { id, ...approval } of rows) {
      const facts = { approvalId: id, executionId: execution.id, nodeId: node.id, nodeKey: node.key, ...approval };
      const event = { ...facts, decision, decidedBy: { userId: null, name: 'Throughline' }, comment };
      await this.outbox.append(tx, approvalsDecidedV1, { kind: 'approval', id }, event);
      await this.live.changed(tx, 'approval', id);
    }
  }
}
