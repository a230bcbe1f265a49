import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { ApprovalState } from './approval.machine.js';
import type { ApprovalEnvironmentResponse, VoteResponse } from './approvals.dto.js';
import type { Evidence } from './evidence.js';

export interface ApprovalRow {
  id: string;
  executionId: string;
  executionNumber: number;
  pipelineName: string;
  nodeId: string;
  nodeKey: string;
  title: string;
  effect: string;
  state: ApprovalState;
  requiredVotes: number;
  requestedById: string | null;
  requestedByName: string | null;
  evidence: Evidence;
  /** Where something is deployed once it is approved, up to the next approval. */
  environments: ApprovalEnvironmentResponse[];
  votes: VoteResponse[];
  requestedAt: Date;
  decidedAt: Date | null;
  /** When it ends without a decision; null where it waits as long as it takes. */
  expiresAt: Date | null;
}

const ENVIRONMENTS = `WITH RECURSIVE after (key, definition) AS (
    SELECT n.key, n.definition FROM node n
     WHERE n.execution_id = a.execution_id AND n.definition->'needs' @> to_jsonb(a.node_key)
    UNION SELECT n.key, n.definition FROM after p JOIN node n ON n.definition->'needs' @> to_jsonb(p.key)
     WHERE n.execution_id = a.execution_id AND p.definition->>'kind' <> 'approval')
  SELECT jsonb_agg(DISTINCT jsonb_build_object('id', v.id, 'name', v.name)) FROM after
    JOIN environment v ON v.slug = coalesce(after.definition->>'environment', after.definition->>'to')`;

const APPROVALS = `SELECT a.id, a.execution_id AS "executionId", e.number AS "executionNumber", p.name AS "pipelineName",
    a.node_id AS "nodeId", a.node_key AS "nodeKey", a.title, a.effect, a.required_votes AS "requiredVotes",
    e.requested_by_id AS "requestedById", e.requested_by_name AS "requestedByName", a.evidence,
    coalesce((${ENVIRONMENTS}), '[]') AS environments,
    CASE WHEN a.state = 'pending' AND a.expires_at <= clock_timestamp() THEN 'expired' ELSE a.state END AS state,
    a.requested_at AS "requestedAt", a.decided_at AS "decidedAt", a.expires_at AS "expiresAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('userId', v.user_id, 'userName', v.user_name, 'decision', v.decision,
      'comment', v.comment, 'votedAt', v.voted_at) ORDER BY v.id) FROM approval_vote v WHERE v.approval_id = a.id), '[]') AS votes
  FROM approval a JOIN execution e ON e.id = a.execution_id JOIN pipeline p ON p.id = e.pipeline_id`;

@Injectable()
export class ApprovalsQueries {
  async find(tx: Tx, approvalId: string): Promise<ApprovalRow | undefined> {
    return (await tx.query<ApprovalRow>(`${APPROVALS} WHERE a.id = $1`, [approvalId]))[0];
  }

  /** Newest first; `before` is the id that the page begins after. */
  list(
    tx: Tx,
    filter: { state?: string | undefined; before?: string | undefined; limit: number },
  ): Promise<ApprovalRow[]> {
    return tx.query<ApprovalRow>(
      `${APPROVALS} WHERE ($1::text IS NULL OR a.state = $1) AND ($2::uuid IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT $3`,
      [filter.state ?? null, filter.before ?? null, filter.limit + 1],
    );
  }
}
