import { Injectable } from '@nestjs/common';
import { approvalsFailureAnsweredV1, approvalsFailureAskedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { LiveHub, Outbox, type Tx } from '@throughline/platform';
import { formOf } from '../definitions/failure-question.rules.js';
import type { NodeFacts } from '../engine/execution-planner.js';
import type { MovedNode } from '../engine/moved-node.js';
import { approvalMachine, OPEN_STATES } from './approval.machine.js';
import { completeRule } from './approval-rule.rules.js';
import { digestOf } from './evidence.js';
import { EvidenceQueries } from './evidence.queries.js';
import type { Failure } from './failure.js';
import { noteActivity } from './note-activity.js';

/** A node whose last attempt has failed, with what its runner reported. */
export interface FailedNode extends MovedNode {
  message: string | null;
  facts: NodeFacts;
}

const NOBODY = { userId: null, name: 'Throughline' };
const EFFECT =
  'Another try repeats the step. Skipped, the run goes on without it and ends with a warning. Aborted, it fails.';
const UNANSWERED = {
  cancelled: { state: 'withdrawn', comment: 'The execution was cancelled.' },
  failed: { state: 'expired', comment: 'Nobody answered in time.' },
} as const;

/** Asks people what to do about a node that has failed, and stops asking when the node has gone on without an answer. */
@Injectable()
export class FailureRequester {
  constructor(
    private readonly evidence: EvidenceQueries,
    private readonly outbox: Outbox,
    private readonly live: LiveHub,
  ) {}

  async request(tx: Tx, failed: FailedNode): Promise<void> {
    const { node } = failed;
    const { execution } = failed.loaded;
    const question = node.definition.onFail;
    if (!question) throw new Error(`nobody asks about the failure of ${node.key}`);
    const failure = { ...(await this.failureOf(tx, failed)), form: formOf(question) };
    const evidence = await this.evidence.before(tx, execution.id, node.key);
    const { requestedBy } = execution;
    const [approvalId, title] = [newId(), `${node.definition.name} failed`];
    await tx.query(
      `INSERT INTO approval (id, org_id, kind, execution_id, node_id, node_key, title, effect, required_votes, rule,
         evidence, evidence_digest, state, requested_by_id, requested_by_name, failure, expires_at)
       VALUES ($1, $2, 'failure', $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14,
         clock_timestamp() + $15::bigint * interval '1 millisecond')`,
      [
        ...[approvalId, tx.orgId, execution.id, node.id, node.key, title, EFFECT],
        ...[JSON.stringify(completeRule({ ...question, comment: 'optional', author: 'allowed' }))],
        ...[JSON.stringify(evidence), digestOf(evidence), approvalMachine.initial],
        ...[requestedBy.userId, requestedBy.name, JSON.stringify(failure), question.timeoutMs],
      ],
    );
    await noteActivity(tx, { approvalId, kind: 'requested', actor: requestedBy, text: null });
    const { attempt, outcome, message, exitCode } = failure;
    const facts = { approvalId, executionId: execution.id, nodeId: node.id, nodeKey: node.key, title };
    const event = { ...facts, attempt, outcome, message, exitCode, requestedBy };
    await this.outbox.append(tx, approvalsFailureAskedV1, { kind: 'approval', id: approvalId }, event);
    this.live.changed(tx, 'approval', approvalId);
  }

  /** Ends a request that nobody answered, where there is one. */
  async close(tx: Tx, { loaded: { execution }, node }: MovedNode): Promise<void> {
    if (node.status !== 'cancelled' && node.status !== 'failed') return;
    const { state, comment } = UNANSWERED[node.status];
    const rows = await tx.query<{ id: string; title: string; attempt: number }>(
      `UPDATE approval SET state = $2, decided_at = clock_timestamp()
       WHERE node_id = $1 AND kind = 'failure' AND state = ANY($3)
       RETURNING id, title, (failure->>'attempt')::int AS attempt`,
      [node.id, state, OPEN_STATES],
    );
    for (const { id: approvalId, title, attempt } of rows) {
      const facts = { approvalId, executionId: execution.id, nodeId: node.id, nodeKey: node.key, title, attempt };
      const event = { ...facts, answer: state, answeredBy: NOBODY, comment };
      await noteActivity(tx, { approvalId, kind: state, actor: NOBODY, text: comment });
      await this.outbox.append(tx, approvalsFailureAnsweredV1, { kind: 'approval', id: approvalId }, event);
      this.live.changed(tx, 'approval', approvalId);
    }
  }

  private async failureOf(tx: Tx, { node, message, facts }: FailedNode): Promise<Omit<Failure, 'form'>> {
    const firstErrorLine = facts.firstErrorLine ?? null;
    const lines = await tx.query<{ text: string }>('SELECT text FROM node_log WHERE node_id = $1 AND line = $2', [
      node.id,
      firstErrorLine,
    ]);
    return {
      attempt: node.attempt,
      outcome: facts.reported === 'time_out' ? 'timed_out' : 'failed',
      ...{ message, exitCode: facts.exitCode ?? null, firstErrorLine, errorText: lines[0]?.text ?? null },
    };
  }
}
