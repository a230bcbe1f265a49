import { Injectable } from '@nestjs/common';
import type { Actor, Commit } from '@throughline/contracts';
import { mayAct, type Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { Claim } from '../due-work/due-work.js';
import { type ChildRunTrigger, childRunMachine } from './child-run.machine.js';
import type { Ancestor } from './child-run.rules.js';

/** Wakes those who start and cancel children; a hint, they look by themselves as well. */
export const CHILD_RUNS_CHANNEL = 'pipelines_child_runs';

export interface NewChildRun {
  attemptId: string;
  executionId: string;
  nodeId: string;
  file: string;
  inputs: Inputs;
  waits: boolean;
}

export interface ChildRunClaim extends Claim {
  attemptId: string;
}

/** A child run with what it is started with: everything but the file is its parent's. */
export interface ChildRunRow {
  state: 'due' | 'started' | 'over';
  childId: string | null;
  isCancelWanted: boolean;
  executionId: string;
  nodeKey: string;
  file: string;
  inputs: Inputs;
  waits: boolean;
  repositoryId: string;
  projectId: string;
  cloneUrl: string;
  commit: Commit;
  deployable: boolean;
  requestedBy: Actor;
}

const ADD = `INSERT INTO child_run (org_id, attempt_id, execution_id, node_id, file, inputs, waits)
  SELECT $1, attempt_id, execution_id, node_id, file, inputs::jsonb, waits
    FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::boolean[])
      AS d (attempt_id, execution_id, node_id, file, inputs, waits)`;

// What is not started yet never is; what runs is cancelled.
const STOP = `UPDATE child_run SET is_cancel_wanted = (state = 'started'),
    due_at = CASE state WHEN 'started' THEN clock_timestamp() END, state = CASE state WHEN 'due' THEN 'over' ELSE state END
  WHERE attempt_id = ANY($1::uuid[]) AND state <> 'over'`;

const CLAIM = `UPDATE child_run c SET fence = fence + 1, attempts = attempts + 1,
    due_at = clock_timestamp() + $1 * interval '1 second'
  WHERE (org_id, attempt_id) = (SELECT org_id, attempt_id FROM child_run d WHERE due_at <= clock_timestamp() AND ${mayAct('d')}
    ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING attempt_id AS "attemptId", org_id AS "orgId", fence, attempts`;

const FIND = `SELECT c.state, c.child_id AS "childId", c.is_cancel_wanted AS "isCancelWanted", c.execution_id AS "executionId",
    n.key AS "nodeKey", c.file, c.inputs, c.waits, r.id AS "repositoryId", p.project_id AS "projectId",
    r.clone_url AS "cloneUrl", e.commit, e.deployable,
    jsonb_build_object('userId', e.requested_by_id, 'name', e.requested_by_name) AS "requestedBy"
  FROM child_run c JOIN node n ON n.id = c.node_id JOIN execution e ON e.id = c.execution_id
  JOIN pipeline p ON p.id = e.pipeline_id JOIN repository r ON r.id = p.repository_id
  WHERE c.attempt_id = $1 AND c.fence = $2`;

// Deeper than any may be, should a row ever be wrong.
const ANCESTORS = `WITH RECURSIVE up (execution_id, waits, depth) AS (
    SELECT execution_id, waits, 1 FROM child_run WHERE attempt_id = $1
    UNION ALL SELECT c.execution_id, up.waits AND c.waits, up.depth + 1 FROM up
      JOIN child_run c ON c.child_id = up.execution_id WHERE up.depth < 20)
  SELECT up.execution_id AS "executionId", p.path, e.number, e.concurrency_group AS "concurrencyGroup", up.waits FROM up
    JOIN execution e ON e.id = up.execution_id JOIN pipeline p ON p.id = e.pipeline_id ORDER BY up.depth`;

/** Which nodes have started which executions, and what is left to do about it. Whoever changes a row holds its parent's lock. */
@Injectable()
export class ChildRunsRepository {
  async add(tx: Tx, runs: readonly NewChildRun[]): Promise<void> {
    if (runs.length === 0) return;
    await tx.query(ADD, [
      ...[tx.orgId, runs.map(({ attemptId }) => attemptId), runs.map(({ executionId }) => executionId)],
      ...[runs.map(({ nodeId }) => nodeId), runs.map(({ file }) => file)],
      ...[runs.map(({ inputs }) => JSON.stringify(inputs)), runs.map(({ waits }) => waits)],
    ]);
    tx.hint(CHILD_RUNS_CHANNEL);
  }

  /** Nobody waits for these any more, or they are to end. */
  async stop(tx: Tx, attemptIds: readonly string[]): Promise<void> {
    if (attemptIds.length === 0) return;
    await tx.query(STOP, [attemptIds]);
    tx.hint(CHILD_RUNS_CHANNEL);
  }

  /** The one that has waited longest, for `leaseSeconds`. In a SystemTx. */
  async claim(tx: Tx, leaseSeconds: number): Promise<ChildRunClaim | undefined> {
    return (await tx.query<ChildRunClaim>(CLAIM, [leaseSeconds]))[0];
  }

  /** Undefined when another worker has taken it over. */
  async find(tx: Tx, { attemptId, fence }: ChildRunClaim): Promise<ChildRunRow | undefined> {
    return (await tx.query<ChildRunRow>(FIND, [attemptId, fence]))[0];
  }

  /** Those above the child, its parent first. */
  ancestors(tx: Tx, { attemptId }: ChildRunClaim): Promise<Ancestor[]> {
    return tx.query<Ancestor>(ANCESTORS, [attemptId]);
  }

  /** Moves what is due; false when another worker has taken it over, or its node does not wait any more. */
  async move(
    tx: Tx,
    { attemptId, fence }: ChildRunClaim,
    trigger: Exclude<ChildRunTrigger, 'end'>,
    childId: string | null,
  ): Promise<boolean> {
    const step = childRunMachine.next(childRunMachine.initial, trigger);
    if (!step.ok) return false;
    const moved = await tx.query(
      `UPDATE child_run SET state = $4, child_id = $5, due_at = NULL
       WHERE attempt_id = $1 AND fence = $2 AND state = $3 RETURNING 1`,
      [attemptId, fence, childRunMachine.initial, step.to, childId],
    );
    return moved.length > 0;
  }

  /** Takes the wish to cancel the child; false when somebody else has. */
  async takeCancel(tx: Tx, { attemptId, fence }: ChildRunClaim): Promise<boolean> {
    const taken = await tx.query(
      `UPDATE child_run SET is_cancel_wanted = false, due_at = NULL
       WHERE attempt_id = $1 AND fence = $2 AND is_cancel_wanted RETURNING 1`,
      [attemptId, fence],
    );
    return taken.length > 0;
  }

  async putBack(tx: Tx, { attemptId, fence }: ChildRunClaim, waitMs: number): Promise<void> {
    await tx.query(
      `UPDATE child_run SET due_at = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE attempt_id = $1 AND fence = $2`,
      [attemptId, fence, waitMs],
    );
  }

  /** Whose node waits for the end of this execution, if one does. */
  async parentOf(tx: Tx, childId: string): Promise<{ executionId: string; nodeKey: string } | undefined> {
    const rows = await tx.query<{ executionId: string; nodeKey: string }>(
      `SELECT c.execution_id AS "executionId", n.key AS "nodeKey" FROM child_run c JOIN node n ON n.id = c.node_id
       WHERE c.child_id = $1 AND c.state = 'started'`,
      [childId],
    );
    return rows[0];
  }

  /** Once: false when its end is known already. */
  async end(tx: Tx, childId: string): Promise<boolean> {
    const ended = await tx.query(
      `UPDATE child_run SET state = 'over', is_cancel_wanted = false, due_at = NULL
       WHERE child_id = $1 AND state = ANY($2) RETURNING 1`,
      [childId, childRunMachine.sources('end')],
    );
    return ended.length > 0;
  }
}
