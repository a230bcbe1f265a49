import { Injectable } from '@nestjs/common';
import { together, type Tx } from '@throughline/platform';
import type { ExecutionRow, LoadedRun, NodeRow } from './execution-rows.js';
import type { Origin } from './new-run.js';
import { executionResult, type NodeResult, nodeResults, type RunChange } from './run-change.js';
import { takeOver } from './checkpoints.js';
import { rulesOf } from './node-rules.js';
import { Run } from './run.graph.js';

const EXECUTIONS = `SELECT e.id, e.org_id AS "orgId", e.number, e.revision, e.pipeline_id AS "pipelineId", p.name AS "pipelineName", p.project_id AS "projectId",
    p.repository_id AS "repositoryId", r.clone_url AS "cloneUrl", e.trigger, e.status, e.deployable, e.commit, e.inputs, e.concurrency_group AS "concurrencyGroup",
    jsonb_build_object('userId', e.requested_by_id, 'name', e.requested_by_name) AS "requestedBy"
  FROM execution e JOIN pipeline p ON p.id = e.pipeline_id JOIN repository r ON r.id = p.repository_id`;

const NODES = `SELECT id, key, kind, definition, coalesce(waits_for, definition->'needs') AS needs, status, attempt, attempt_id AS "attemptId", outputs,
    started_at AS "startedAt", finished_at AS "finishedAt", copied_from IS NOT NULL AS "isCopied", execution_id AS "executionId"
  FROM node WHERE execution_id = ANY($1::uuid[]) ORDER BY position`;

type ReadNode = Omit<NodeRow, 'rules'> & { executionId: string };

/** The write side of executions. Whoever changes one holds the lock of its row first, always before any other row's. */
@Injectable()
export class ExecutionsRepository {
  async lock(tx: Tx, executionId: string): Promise<ExecutionRow | undefined> {
    return (await tx.query<ExecutionRow>(`${EXECUTIONS} WHERE e.id = $1 FOR UPDATE OF e`, [executionId]))[0];
  }

  /** Locks the execution and reads it with its nodes. */
  async load(tx: Tx, executionId: string): Promise<LoadedRun | undefined> {
    const execution = await this.lock(tx, executionId);
    return execution && loaded([execution], await this.nodes(tx, [executionId]))[0];
  }

  /**
   * Reads executions with their nodes, without locking them; those that are gone are left out. The nodes are read last:
   * of an execution that changes in between they are newer than its revision, and a change planned on them does not land.
   */
  async read(tx: Tx, executionIds: readonly string[]): Promise<LoadedRun[]> {
    const [executions, nodes] = await together([
      tx.query<ExecutionRow>(`${EXECUTIONS} WHERE e.id = ANY($1::uuid[])`, [executionIds]),
      this.nodes(tx, executionIds),
    ]);
    return loaded(executions, nodes);
  }

  private nodes(tx: Tx, executionIds: readonly string[]): Promise<ReadNode[]> {
    return tx.query<ReadNode>(NODES, [executionIds]);
  }

  /** Stores a new execution with what its first plan did; in memory that is so at once. */
  async insert(tx: Tx, change: RunChange, origin: Origin): Promise<void> {
    const { execution, nodes } = change.loaded;
    const { to, reason, isStarted, isEnded } = executionResult(change);
    const { commit, requestedBy, trigger, deployable } = origin;
    const row = tx.query(
      `INSERT INTO execution (id, org_id, number, pipeline_id, pipeline_version_id, receipt_id, trigger, status, reason,
         commit, deployable, requested_by_id, requested_by_name, problems, replay_of, inputs,
         concurrency_group, priority, started_at, finished_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         CASE WHEN $19 THEN clock_timestamp() END, CASE WHEN $20 THEN clock_timestamp() END)`,
      [
        ...[execution.id, tx.orgId, execution.number, origin.pipeline.id, origin.versionId, origin.receiptId, trigger],
        ...[to ?? execution.status, reason, JSON.stringify(commit), deployable, requestedBy.userId, requestedBy.name],
        ...[
          JSON.stringify(origin.problems),
          origin.replayOf,
          JSON.stringify(origin.inputs),
          origin.concurrencyGroup,
          origin.priority,
          isStarted,
          isEnded,
        ],
      ],
    );
    const rows = this.insertNodes(tx, execution.id, [...nodes.values()], nodeResults(change));
    execution.status = to ?? execution.status;
    await together([row, rows]);
    if (origin.resumed) await takeOver(tx, change.loaded, origin.resumed);
  }

  private async insertNodes(
    tx: Tx,
    executionId: string,
    nodes: readonly NodeRow[],
    results: readonly NodeResult[],
  ): Promise<void> {
    if (nodes.length === 0) return;
    const moved = new Map(results.map((result) => [result.node.key, result]));
    const at = nodes.map(({ key }) => moved.get(key));
    const inserted = tx.query(
      `INSERT INTO node (id, org_id, execution_id, key, kind, position, definition, attempt_id, status, message, ready_at,
         started_at, finished_at)
       SELECT id, $1, $2, key, kind, position - 1, definition::jsonb, attempt_id, status, message,
           CASE WHEN is_readied THEN clock_timestamp() END, CASE WHEN is_started THEN clock_timestamp() END,
           CASE WHEN is_ended THEN clock_timestamp() END
         FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::boolean[],
             $11::boolean[], $12::boolean[])
           WITH ORDINALITY AS d (id, key, kind, definition, attempt_id, status, message, is_readied, is_started,
             is_ended, position)`,
      [
        ...[tx.orgId, executionId, nodes.map(({ id }) => id), nodes.map(({ key }) => key)],
        ...[nodes.map(({ kind }) => kind), nodes.map(({ definition }) => JSON.stringify(definition))],
        ...[nodes.map(({ attemptId }) => attemptId), nodes.map(({ status }, index) => at[index]?.to ?? status)],
        at.map((result) => result?.message ?? null),
        at.map((result) => result?.isReadied ?? false),
        at.map((result) => result?.isStarted ?? false),
        at.map((result) => result?.isEnded ?? false),
      ],
    );
    for (const { node, to } of results) node.status = to;
    await inserted;
  }
}

function loaded(executions: readonly ExecutionRow[], rows: readonly ReadNode[]): LoadedRun[] {
  const byExecution = Map.groupBy(rows, ({ executionId }) => executionId);
  return executions.map((execution) => {
    const nodes = (byExecution.get(execution.id) ?? []).map((node) => ({ ...node, rules: rulesOf(node.definition) }));
    const { status, deployable } = execution;
    return {
      execution,
      nodes: new Map(nodes.map((node) => [node.key, node])),
      run: new Run({ status, deployable, nodes }),
    };
  });
}
