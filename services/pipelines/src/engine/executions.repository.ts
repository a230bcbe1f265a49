import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { DefinitionProblem, NodeDefinition } from '../definitions/definition.js';
import type { ExecutionRow, LoadedRun, NodeRow } from './execution-rows.js';
import { executionMachine } from './execution.machine.js';
import { nodeMachine } from './node.machine.js';
import { Run } from './run.js';

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

const LOCKED = `SELECT e.id, e.org_id AS "orgId", e.number, e.revision, e.pipeline_id AS "pipelineId", p.name AS "pipelineName", p.project_id AS "projectId",
    p.repository_id AS "repositoryId", r.clone_url AS "cloneUrl", e.trigger, e.status, e.deployable, e.commit,
    jsonb_build_object('userId', e.requested_by_id, 'name', e.requested_by_name) AS "requestedBy"
  FROM execution e JOIN pipeline p ON p.id = e.pipeline_id JOIN repository r ON r.id = p.repository_id
  WHERE e.id = $1 FOR UPDATE OF e`;

const NODES = `SELECT id, key, kind, definition, definition->'needs' AS needs, status, attempt, attempt_id AS "attemptId", outputs,
    started_at AS "startedAt", finished_at AS "finishedAt" FROM node WHERE execution_id = $1 ORDER BY position`;

/** The write side of executions. Whoever changes one holds the lock of its row first, always before any other row's. */
@Injectable()
export class ExecutionsRepository {
  async lock(tx: Tx, executionId: string): Promise<ExecutionRow | undefined> {
    return (await tx.query<ExecutionRow>(LOCKED, [executionId]))[0];
  }

  /** Locks the execution and reads it with its nodes. */
  async load(tx: Tx, executionId: string): Promise<LoadedRun | undefined> {
    const execution = await this.lock(tx, executionId);
    if (!execution) return undefined;
    const nodes = await tx.query<NodeRow>(NODES, [executionId]);
    const { status, deployable } = execution;
    return {
      execution,
      nodes: new Map(nodes.map((node) => [node.key, node])),
      run: new Run({ status, deployable, nodes }),
    };
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
}
