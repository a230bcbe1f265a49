import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { resolveReferences } from '../definitions/references.rules.js';
import type { ExecutionRow, NodeRow } from './execution-rows.js';

/** Wakes runners that wait for work. */
export const JOBS_CHANNEL = 'pipelines_jobs';
const OUTPUT_LIMIT_BYTES = 20 * 1024 * 1024;
/** The runner enforces a node's time limit; the service does so too, this much later. */
const BACKSTOP_MS = 30_000;

/** Turns nodes into rows that runners may take, and takes them back. */
@Injectable()
export class JobDispatcher {
  async dispatch(tx: Tx, execution: ExecutionRow, node: NodeRow): Promise<string | undefined> {
    const outputs = await this.outputs(tx, execution.id);
    const spec = specOf(execution, node, outputs);
    if ('trouble' in spec) return spec.trouble;
    await tx.query(`INSERT INTO job (id, org_id, execution_id, node_id, spec) VALUES ($1, $2, $3, $4, $5)`, [
      node.attemptId,
      tx.orgId,
      execution.id,
      node.id,
      JSON.stringify(spec),
    ]);
    await tx.query('SELECT pg_notify($1, $2)', [JOBS_CHANNEL, node.attemptId]);
    return undefined;
  }

  /** Sets the time by which a node has to be done: a deployment that was asked for has a limit like a step. */
  async startClock(tx: Tx, execution: ExecutionRow, node: NodeRow): Promise<undefined> {
    await tx.query(
      `INSERT INTO node_deadline (node_id, org_id, execution_id, due_at)
       VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond') ON CONFLICT DO NOTHING`,
      [node.id, tx.orgId, execution.id, node.definition.timeoutMs + BACKSTOP_MS],
    );
  }

  /** Ends the job of a node that ended; a runner that still holds it finds its fence stale. */
  async takeBack(tx: Tx, node: NodeRow): Promise<void> {
    await tx.query(`UPDATE job SET state = 'finished', fence = fence + 1 WHERE id = $1 AND state <> 'finished'`, [
      node.attemptId,
    ]);
    await tx.query('DELETE FROM node_deadline WHERE node_id = $1', [node.id]);
  }

  async requestCancel(tx: Tx, executionId: string, key: string): Promise<void> {
    await tx.query(
      `UPDATE job SET cancel_requested = true
       WHERE state = 'running' AND node_id = (SELECT id FROM node WHERE execution_id = $1 AND key = $2)`,
      [executionId, key],
    );
  }

  private async outputs(tx: Tx, executionId: string): Promise<Map<string, Record<string, string>>> {
    const rows = await tx.query<{ key: string; outputs: Record<string, string> }>(
      'SELECT key, outputs FROM node WHERE execution_id = $1',
      [executionId],
    );
    return new Map(rows.map((row) => [row.key, row.outputs]));
  }
}

/** What a runner is told; docs/runner-protocol.md describes each field. */
interface JobSpec {
  repository: { cloneUrl: string; commitSha: string; branch: string };
  run: string | null;
  env: Record<string, string>;
  timeoutMs: number;
  artifacts: { name: string; path: string }[];
  url: string | null;
  status: number | null;
  workspaceKey: string;
  outputLimitBytes: number;
}

type Outputs = ReadonlyMap<string, Record<string, string>>;

function specOf(execution: ExecutionRow, { definition }: NodeRow, outputs: Outputs): JobSpec | { trouble: string } {
  const { commit, cloneUrl } = execution;
  const common = {
    repository: { cloneUrl, commitSha: commit.sha, branch: commit.branch },
    ...{ run: null, env: {}, artifacts: [], url: null, status: null },
    timeoutMs: definition.timeoutMs,
    workspaceKey: execution.id,
    outputLimitBytes: OUTPUT_LIMIT_BYTES,
  };
  if (definition.kind === 'http') {
    const resolved = resolveAll({ url: definition.url }, outputs);
    return 'trouble' in resolved
      ? resolved
      : { ...common, url: resolved.texts['url'] ?? '', status: definition.status };
  }
  if (definition.kind !== 'shell') return common;
  const resolved = resolveAll(definition.env, outputs);
  if ('trouble' in resolved) return resolved;
  return { ...common, run: definition.run, env: resolved.texts, artifacts: definition.artifacts };
}

function resolveAll(
  texts: Record<string, string>,
  outputs: Outputs,
): { texts: Record<string, string> } | { trouble: string } {
  const resolved: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    const result = resolveReferences(text, outputs);
    if ('missing' in result) return { trouble: `${result.missing.node} gave no output ${result.missing.output}.` };
    resolved[name] = result.text;
  }
  return { texts: resolved };
}
