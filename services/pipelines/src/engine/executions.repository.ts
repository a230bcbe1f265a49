import { Injectable } from '@nestjs/common';
import { anyOf, together, type Tx } from '@throughline/platform';
import type { ExecutionRow, LoadedRun, NodeRow } from './execution-rows.js';
import type { Origin } from './new-run.js';
import { executionResult, nodeResults, type RunChange } from './run-change.js';
import { takeOver } from './checkpoints.js';
import { rulesOf } from './node-rules.js';
import { Run } from './run.graph.js';

const EXECUTIONS = `SELECT e.id, e.org_id AS "orgId", e.number, e.revision, e.pipeline_id AS "pipelineId", p.name AS "pipelineName", p.project_id AS "projectId",
    p.repository_id AS "repositoryId", r.clone_url AS "cloneUrl", e.trigger, e.status, e.deployable, e.commit, e.inputs, e.concurrency_group AS "concurrencyGroup",
    jsonb_build_object('userId', e.requested_by_id, 'name', e.requested_by_name) AS "requestedBy"
  FROM execution e JOIN pipeline p ON p.id = e.pipeline_id JOIN repository r ON r.id = p.repository_id`;

const NODES = `SELECT id, key, kind, definition, coalesce(waits_for, definition->'needs') AS needs, status, attempt, attempt_id AS "attemptId", outputs,
    started_at AS "startedAt", copied_from IS NOT NULL AS "isCopied", execution_id AS "executionId"
  FROM node WHERE execution_id = ${anyOf('$1')} ORDER BY position`;

// In columns: as a document it would cost half as much again.
const INSERT_EXECUTIONS = `INSERT INTO execution (id, org_id, number, pipeline_id, pipeline_version_id, receipt_id, trigger, status,
    reason, commit, deployable, requested_by_id, requested_by_name, problems, replay_of, inputs, concurrency_group,
    priority, started_at, finished_at)
  SELECT id, $1, number, pipeline_id, version_id, receipt_id, trigger, status, reason, commit::jsonb, deployable,
      requested_by_id, requested_by_name, problems::jsonb, replay_of, inputs::jsonb, concurrency_group, priority,
      CASE WHEN is_started THEN clock_timestamp() END, CASE WHEN is_ended THEN clock_timestamp() END
    FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[],
        $10::text[], $11::boolean[], $12::uuid[], $13::text[], $14::text[], $15::uuid[], $16::text[], $17::text[],
        $18::int[], $19::boolean[], $20::boolean[])
      AS d (id, number, pipeline_id, version_id, receipt_id, trigger, status, reason, commit, deployable,
        requested_by_id, requested_by_name, problems, replay_of, inputs, concurrency_group, priority, is_started,
        is_ended)`;

const INSERT_NODES = `INSERT INTO node (id, org_id, execution_id, key, kind, position, definition, attempt_id, status, message,
    ready_at, started_at, finished_at)
  SELECT id, $1, execution_id, key, kind, position, definition::jsonb, attempt_id, status, message,
      CASE WHEN is_readied THEN clock_timestamp() END, CASE WHEN is_started THEN clock_timestamp() END,
      CASE WHEN is_ended THEN clock_timestamp() END
    FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[], $8::uuid[], $9::text[], $10::text[],
        $11::boolean[], $12::boolean[], $13::boolean[])
      AS d (id, execution_id, key, kind, position, definition, attempt_id, status, message, is_readied, is_started,
        is_ended)`;

/** What is stored of a new execution: its first plan, and what it is of. */
interface NewExecution {
  change: RunChange;
  origin: Origin;
}

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
      tx.query<ExecutionRow>(`${EXECUTIONS} WHERE e.id = ${anyOf('$1')}`, [executionIds]),
      this.nodes(tx, executionIds),
    ]);
    return loaded(executions, nodes);
  }

  private nodes(tx: Tx, executionIds: readonly string[]): Promise<ReadNode[]> {
    return tx.query<ReadNode>(NODES, [executionIds]);
  }

  /** Stores new executions with what their first plans did; in memory that is so at once. */
  async insert(tx: Tx, begun: readonly NewExecution[]): Promise<void> {
    const rows = tx.query(INSERT_EXECUTIONS, [tx.orgId, ...executionColumns(begun)]);
    const nodes = nodeColumns(begun);
    const inserted = nodes[0].length > 0 ? tx.query(INSERT_NODES, [tx.orgId, ...nodes]) : undefined;
    for (const { change } of begun) settle(change);
    await together([rows, inserted]);
    for (const { change, origin } of begun) if (origin.resumed) await takeOver(tx, change.loaded, origin.resumed);
  }
}

function executionColumns(begun: readonly NewExecution[]): unknown[][] {
  const origins = begun.map(({ origin }) => origin);
  const executions = begun.map(({ change }) => change.loaded.execution);
  const results = begun.map(({ change }) => executionResult(change));
  return [
    executions.map(({ id }) => id),
    executions.map(({ number }) => number),
    origins.map(({ pipeline }) => pipeline.id),
    origins.map(({ versionId }) => versionId),
    origins.map(({ receiptId }) => receiptId),
    origins.map(({ trigger }) => trigger),
    executions.map(({ status }, at) => results[at]?.to ?? status),
    results.map(({ reason }) => reason),
    origins.map(({ commit }) => JSON.stringify(commit)),
    origins.map(({ deployable }) => deployable),
    origins.map(({ requestedBy }) => requestedBy.userId),
    origins.map(({ requestedBy }) => requestedBy.name),
    origins.map(({ problems }) => JSON.stringify(problems)),
    origins.map(({ replayOf }) => replayOf),
    origins.map(({ inputs }) => JSON.stringify(inputs)),
    origins.map(({ concurrencyGroup }) => concurrencyGroup),
    origins.map(({ priority }) => priority),
    results.map(({ isStarted }) => isStarted),
    results.map(({ isEnded }) => isEnded),
  ];
}

function nodeColumns(begun: readonly NewExecution[]): [string[], ...unknown[][]] {
  const rows = begun.flatMap(({ change: { loaded } }) =>
    [...loaded.nodes.values()].map((node, position) => ({ node, position, executionId: loaded.execution.id })),
  );
  const moved = new Map(begun.flatMap(({ change }) => nodeResults(change).map((result) => [result.node, result])));
  const results = rows.map(({ node }) => moved.get(node));
  return [
    rows.map(({ node }) => node.id),
    rows.map(({ executionId }) => executionId),
    rows.map(({ node }) => node.key),
    rows.map(({ node }) => node.kind),
    rows.map(({ position }) => position),
    rows.map(({ node }) => JSON.stringify(node.definition)),
    rows.map(({ node }) => node.attemptId),
    rows.map(({ node: { status } }, at) => results[at]?.to ?? status),
    results.map((result) => result?.message ?? null),
    results.map((result) => result?.isReadied ?? false),
    results.map((result) => result?.isStarted ?? false),
    results.map((result) => result?.isEnded ?? false),
  ];
}

function settle(change: RunChange): void {
  const { execution } = change.loaded;
  execution.status = executionResult(change).to ?? execution.status;
  for (const { node, to } of nodeResults(change)) node.status = to;
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
