import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { DefinitionProblem, NodeDefinition } from '../definitions/definition.js';
import type { Command } from './execution-planner.js';
import type { ExecutionRow, NodeRow } from './execution-rows.js';
import { executionMachine } from './execution.machine.js';
import { nodeMachine } from './node.machine.js';

export interface NewExecution {
  pipelineId: string;
  versionId: string | null;
  trigger: 'push' | 'manual';
  receiptId: string | null;
  commit: Commit;
  deployable: boolean;
  requestedBy: Actor;
  problems: DefinitionProblem[];
}

type NodeMove = Extract<Command, { type: 'move_node' }>;
type ExecutionMove = Extract<Command, { type: 'move_execution' }>;

const LOCKED = `SELECT e.id, e.number, e.pipeline_id AS "pipelineId", p.name AS "pipelineName", p.project_id AS "projectId",
    p.repository_id AS "repositoryId", r.clone_url AS "cloneUrl", e.trigger, e.status, e.deployable, e.commit,
    e.created_at AS "createdAt", e.started_at AS "startedAt",
    jsonb_build_object('userId', e.requested_by_id, 'name', e.requested_by_name) AS "requestedBy"
  FROM execution e JOIN pipeline p ON p.id = e.pipeline_id JOIN repository r ON r.id = p.repository_id
  WHERE e.id = $1 FOR UPDATE OF e`;

const NODES = `SELECT id, key, kind, definition, status, attempt, attempt_id AS "attemptId", outputs,
    started_at AS "startedAt", finished_at AS "finishedAt" FROM node WHERE execution_id = $1 ORDER BY position`;

/** The write side of executions. Whoever changes one holds the lock of its row first, always before any other row's. */
@Injectable()
export class ExecutionsRepository {
  async lock(tx: Tx, executionId: string): Promise<ExecutionRow | undefined> {
    return (await tx.query<ExecutionRow>(LOCKED, [executionId]))[0];
  }

  nodes(tx: Tx, executionId: string): Promise<NodeRow[]> {
    return tx.query<NodeRow>(NODES, [executionId]);
  }

  /** Inserts a queued execution under the organization's next number. */
  async insert(tx: Tx, execution: NewExecution): Promise<string> {
    const id = newId();
    const rows = await tx.query<{ last: number }>(
      `INSERT INTO execution_number AS n (org_id, last) VALUES ($1, 1)
       ON CONFLICT (org_id) DO UPDATE SET last = n.last + 1 RETURNING last`,
      [tx.orgId],
    );
    const { commit, requestedBy } = execution;
    await tx.query(
      `INSERT INTO execution (id, org_id, number, pipeline_id, pipeline_version_id, receipt_id, trigger, status, commit,
         deployable, requested_by_id, requested_by_name, problems)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[
          id,
          tx.orgId,
          rows[0]?.last,
          execution.pipelineId,
          execution.versionId,
          execution.receiptId,
          execution.trigger,
        ],
        ...[executionMachine.initial, JSON.stringify(commit), execution.deployable],
        ...[requestedBy.userId, requestedBy.name, JSON.stringify(execution.problems)],
      ],
    );
    return id;
  }

  async insertNodes(tx: Tx, executionId: string, nodes: readonly NodeDefinition[]): Promise<void> {
    const rows = nodes.map((node, position) => ({ id: newId(), attemptId: newId(), position, node }));
    await tx.query(
      `INSERT INTO node (id, org_id, execution_id, key, kind, position, definition, attempt_id, status)
       SELECT (r->>'id')::uuid, $1, $2, r->'node'->>'key', r->'node'->>'kind', (r->>'position')::int, r->'node',
         (r->>'attemptId')::uuid, $4 FROM jsonb_array_elements($3::jsonb) AS r`,
      [tx.orgId, executionId, JSON.stringify(rows), nodeMachine.initial],
    );
  }

  /** Compare-and-set; the node as it is now. Throws when somebody moved it without the execution's lock. */
  async moveNode(tx: Tx, executionId: string, move: NodeMove): Promise<NodeRow> {
    const rows = await tx.query<NodeRow>(
      `UPDATE node SET status = $4, message = coalesce($5, message),
         ready_at = CASE WHEN $4 IN ('ready', 'waiting') THEN clock_timestamp() ELSE ready_at END,
         started_at = CASE WHEN $4 = 'running' OR ($4 = 'waiting' AND kind = 'approval') THEN coalesce(started_at, clock_timestamp())
           ELSE started_at END,
         finished_at = CASE WHEN $6 THEN clock_timestamp() END
       WHERE execution_id = $1 AND key = $2 AND status = $3
       RETURNING id, key, kind, definition, status, attempt, attempt_id AS "attemptId", outputs,
         started_at AS "startedAt", finished_at AS "finishedAt"`,
      [executionId, move.key, move.from, move.to, move.message, nodeMachine.isTerminal(move.to)],
    );
    return landed(rows, `node ${move.key}`);
  }

  /** Compare-and-set; milliseconds from the start to now. */
  async moveExecution(tx: Tx, executionId: string, move: ExecutionMove): Promise<number> {
    const rows = await tx.query<{ duration_ms: number }>(
      `UPDATE execution SET status = $3, reason = coalesce($4, reason),
         started_at = CASE WHEN $3 = 'running' THEN coalesce(started_at, clock_timestamp()) ELSE started_at END,
         finished_at = CASE WHEN $5 THEN clock_timestamp() END
       WHERE id = $1 AND status = $2
       RETURNING (extract(epoch FROM clock_timestamp() - coalesce(started_at, created_at)) * 1000)::int AS duration_ms`,
      [executionId, move.from, move.to, move.reason, executionMachine.isTerminal(move.to)],
    );
    return landed(rows, `execution ${executionId}`).duration_ms;
  }

  async recordStateEvent(tx: Tx, executionId: string, move: NodeMove | ExecutionMove, actor: Actor): Promise<void> {
    const [nodeKey, reason] = move.type === 'move_node' ? [move.key, move.message] : [null, move.reason];
    await tx.query(
      `INSERT INTO execution_state_event (id, org_id, execution_id, node_key, from_state, to_state, cause, reason, actor_id, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [newId(), tx.orgId, executionId, nodeKey, move.from, move.to, move.trigger, reason, actor.userId, actor.name],
    );
  }
}

function landed<T>(rows: T[], what: string): T {
  const row = rows[0];
  if (row === undefined) throw new Error(`${what} was moved by somebody who did not hold the execution's lock`);
  return row;
}
