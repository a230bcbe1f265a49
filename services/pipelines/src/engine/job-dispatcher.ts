import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { NodeRow } from './execution-rows.js';
import { type JobSpec, labelsOf, specOf } from './job-spec.js';
import type { MovedNode, Trouble } from './moved-node.js';

/** Wakes runners that wait for work. */
export const JOBS_CHANNEL = 'pipelines_jobs';
/** The runner enforces a node's time limit; the service does so too, this much later. */
const BACKSTOP_MS = 30_000;

// The message stays until a runner takes the job: the installation may get such a runner at any time.
const NOBODY_CAN = `UPDATE node n SET message = CASE j.labels WHEN '{}' THEN 'No runner takes work: none is registered, or all are paused.'
    ELSE 'No runner that takes work has all of: ' || array_to_string(j.labels, ', ') || '.' END
  FROM job j WHERE j.id = ANY($1::uuid[]) AND n.id = j.node_id AND n.status = 'ready'
    AND NOT EXISTS (SELECT FROM runner r WHERE r.removed_at IS NULL AND j.labels <@ (r.labels || r.capabilities)
      AND NOT EXISTS (SELECT FROM runner_pause s WHERE s.org_id = j.org_id AND s.runner_id = r.id))`;

/** Turns nodes into rows that runners may take, and takes them back; many in as many statements as one. */
@Injectable()
export class JobDispatcher {
  /** Resolves to the nodes whose job cannot be made, with a sentence why. */
  async dispatch(tx: Tx, ready: readonly MovedNode[]): Promise<Trouble[]> {
    const troubles: Trouble[] = [];
    const jobs: { moved: MovedNode; spec: JobSpec }[] = [];
    for (const moved of ready) {
      const spec = specOf(moved.loaded, moved.node);
      if ('trouble' in spec) troubles.push({ moved, message: spec.trouble });
      else jobs.push({ moved, spec });
    }
    if (jobs.length === 0) return troubles;
    // Of all nodes of an execution together, so once for each of them and not for each job.
    const runs = new Set(jobs.map(({ moved }) => moved.loaded));
    const labels = new Map([...runs].map((loaded) => [loaded, labelsOf(loaded).join(',')]));
    await tx.query(
      `INSERT INTO job (id, org_id, execution_id, node_id, spec, labels, label_key, priority)
       SELECT d.id, $1, execution_id, node_id, spec::jsonb, string_to_array(label_key, ','), label_key, e.priority
         FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[]) AS d (id, execution_id, node_id, spec, label_key)
         JOIN execution e ON e.id = d.execution_id`,
      [
        tx.orgId,
        jobs.map(({ moved }) => moved.node.attemptId),
        jobs.map(({ moved }) => moved.loaded.execution.id),
        jobs.map(({ moved }) => moved.node.id),
        jobs.map(({ spec }) => JSON.stringify(spec)),
        jobs.map(({ moved }) => labels.get(moved.loaded) ?? ''),
      ],
    );
    await tx.query(NOBODY_CAN, [jobs.map(({ moved }) => moved.node.attemptId)]);
    tx.hint(JOBS_CHANNEL);
    return troubles;
  }

  /**
   * Sets the time by which nodes have to be done: a deployment that was asked for has a limit like a step, and a question
   * to people the one that its author set.
   */
  async startClocks(tx: Tx, started: readonly MovedNode[]): Promise<void> {
    const limited = started.filter(({ node }) => limitMsOf(node) !== null);
    if (limited.length === 0) return;
    await tx.query(
      `INSERT INTO node_deadline (node_id, org_id, execution_id, due_at)
       SELECT node_id, $1, execution_id, clock_timestamp() + limit_ms * interval '1 millisecond'
         FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS d (node_id, execution_id, limit_ms)
       ON CONFLICT DO NOTHING`,
      [
        tx.orgId,
        limited.map(({ node }) => node.id),
        limited.map(({ loaded }) => loaded.execution.id),
        limited.map(({ node }) => limitMsOf(node)),
      ],
    );
  }

  /** Ends the jobs of nodes that ended; a runner that still holds one finds its fence stale. */
  async takeBack(tx: Tx, ended: readonly MovedNode[]): Promise<void> {
    if (ended.length === 0) return;
    await tx.query(
      `UPDATE job SET state = 'finished', fence = fence + 1 WHERE id = ANY($1::uuid[]) AND state <> 'finished'`,
      [ended.map(({ node }) => node.attemptId)],
    );
    await tx.query('DELETE FROM node_deadline WHERE node_id = ANY($1::uuid[])', [ended.map(({ node }) => node.id)]);
  }

  /** Takes back the jobs of nodes that are to wait again; no runner has taken them yet. */
  async withdraw(tx: Tx, held: readonly MovedNode[]): Promise<void> {
    if (held.length === 0) return;
    await tx.query(`DELETE FROM job WHERE id = ANY($1::uuid[]) AND state = 'ready'`, [
      held.map(({ node }) => node.attemptId),
    ]);
  }

  /** Tells the runners that hold the nodes to stop them, with their next heartbeats. */
  async requestCancel(tx: Tx, nodes: readonly MovedNode[]): Promise<void> {
    if (nodes.length === 0) return;
    await tx.query(`UPDATE job SET cancel_requested = true WHERE state = 'running' AND node_id = ANY($1::uuid[])`, [
      nodes.map(({ node }) => node.id),
    ]);
  }
}

/** Null for a node that may wait for ever. */
function limitMsOf({ definition, status }: NodeRow): number | null {
  if (status === 'waiting' && definition.onFail) return definition.onFail.timeoutMs;
  // Definitions that were stored before requests could expire lack the field.
  if (definition.kind === 'approval' || definition.kind === 'pipeline') return definition.expiresMs ?? null;
  return definition.timeoutMs + BACKSTOP_MS;
}
