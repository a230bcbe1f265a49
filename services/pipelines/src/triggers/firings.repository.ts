import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { Claim } from '../due-work/due-work.js';
import { type FiringState, firingMachine } from './firing.machine.js';

export interface NewFiring {
  /** One of the three is what fired: a schedule, a follow-up, a hook. */
  scheduleId: string | null;
  followUpId: string | null;
  upstreamExecutionId: string | null;
  hookTriggerId: string | null;
  /** What a call of a hook is known by. */
  callKey: string | null;
  /** Null for the newest of the branch. */
  commitSha: string | null;
  /** How many executions have followed one another with this one. */
  depth: number;
  pipelineId: string;
  branch: string;
  fireAt: Date;
  isByHand: boolean;
  /** In whose name; null for a service account that asks for it itself. */
  actorId: string | null;
  actorName: string;
  /** What the pipeline is given; of a follow-up with references to the run before. */
  inputs: Inputs;
  state: FiringState;
  reason: string | null;
}

/** Of a firing that follows no other pipeline. */
export const NOT_FOLLOWING = { followUpId: null, upstreamExecutionId: null, commitSha: null, depth: 0 } as const;
/** Of a firing that no other system has called for. */
export const NOT_CALLED = { hookTriggerId: null, callKey: null } as const;

export interface FiringClaim extends Claim {
  firingId: string;
}

export type FiringEnd =
  { trigger: 'start'; executionId: string; reason: null } | { trigger: 'refuse'; executionId: null; reason: string };

/** A firing with what it is to start. */
export interface FiringRow {
  id: string;
  scheduleId: string | null;
  followUpId: string | null;
  hookTriggerId: string | null;
  upstreamExecutionId: string | null;
  inputs: Inputs;
  /** The pipeline whose end is followed. */
  upstreamId: string | null;
  isByHand: boolean;
  /** Whether what fired is still on. */
  isEnabled: boolean;
  actorId: string | null;
  actorName: string;
  branch: string;
  commitSha: string | null;
  repositoryId: string;
  projectId: string;
  cloneUrl: string;
  pipelinePath: string;
  isRepositoryRemoved: boolean;
}

/** Wakes the worker that starts what has fired. */
export const FIRINGS_CHANNEL = 'pipelines_firings';

const FIND = `SELECT f.id, f.schedule_id AS "scheduleId", f.follow_up_id AS "followUpId", f.hook_trigger_id AS "hookTriggerId", u.upstream_id AS "upstreamId",
    f.upstream_execution_id AS "upstreamExecutionId", f.inputs,
    f.is_by_hand AS "isByHand", coalesce(s.is_enabled, u.is_enabled, h.is_enabled) AS "isEnabled", f.commit_sha AS "commitSha",
    f.actor_id AS "actorId", f.actor_name AS "actorName", f.branch, r.id AS "repositoryId", p.project_id AS "projectId",
    r.clone_url AS "cloneUrl", p.path AS "pipelinePath", r.deleted_at IS NOT NULL AS "isRepositoryRemoved"
  FROM firing f LEFT JOIN schedule s ON s.id = f.schedule_id LEFT JOIN follow_up u ON u.id = f.follow_up_id
  LEFT JOIN hook_trigger h ON h.id = f.hook_trigger_id JOIN pipeline p ON p.id = f.pipeline_id
  JOIN repository r ON r.id = p.repository_id WHERE f.id = $1`;

const INSERT = `INSERT INTO firing (id, org_id, schedule_id, follow_up_id, upstream_execution_id, hook_trigger_id,
    call_key, pipeline_id, branch, commit_sha, depth, fire_at, is_by_hand, actor_id, actor_name, inputs, state, reason, ended_at)
  SELECT d.*, CASE WHEN d.state <> 'due' THEN clock_timestamp() END
    FROM (SELECT id, $1::uuid, schedule_id, follow_up_id, upstream_execution_id, hook_trigger_id, call_key, pipeline_id,
        branch, commit_sha, depth, fire_at, is_by_hand, actor_id, actor_name, inputs::jsonb, state, reason
      FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::text[],
          $10::text[], $11::int[], $12::timestamptz[], $13::boolean[], $14::uuid[], $15::text[], $16::text[], $17::text[], $18::text[])
        AS r (id, schedule_id, follow_up_id, upstream_execution_id, hook_trigger_id, call_key, pipeline_id, branch,
          commit_sha, depth, fire_at, is_by_hand, actor_id, actor_name, inputs, state, reason)) d
  ON CONFLICT DO NOTHING RETURNING id, state`;

/** In the order of the statement's parameters; then what is given, and what became of it. */
const COLUMNS = [
  ...(['scheduleId', 'followUpId', 'upstreamExecutionId', 'hookTriggerId', 'callKey', 'pipelineId', 'branch'] as const),
  ...(['commitSha', 'depth', 'fireAt', 'isByHand', 'actorId', 'actorName'] as const),
];

/** What schedules and ends of pipelines have fired, and the work that is left of it. */
@Injectable()
export class FiringsRepository {
  /** A time or an end that was fired for before leaves no second row and no second work. Resolves to the ids of new ones. */
  async insert(tx: Tx, firings: readonly NewFiring[]): Promise<string[]> {
    if (firings.length === 0) return [];
    const rows = await tx.query<{ id: string; state: FiringState }>(INSERT, [
      ...[tx.orgId, firings.map(() => newId())],
      ...COLUMNS.map((name) => firings.map((firing) => firing[name])),
      firings.map(({ inputs }) => JSON.stringify(inputs)),
      ...(['state', 'reason'] as const).map((name) => firings.map((firing) => firing[name])),
    ]);
    const due = rows.filter(({ state }) => state === firingMachine.initial).map(({ id }) => id);
    if (due.length > 0) {
      await tx.query('INSERT INTO firing_work (firing_id, org_id) SELECT id, $1 FROM unnest($2::uuid[]) AS d (id)', [
        tx.orgId,
        due,
      ]);
      tx.hint(FIRINGS_CHANNEL);
    }
    return rows.map(({ id }) => id);
  }

  async find(tx: Tx, firingId: string): Promise<FiringRow | undefined> {
    return (await tx.query<FiringRow>(FIND, [firingId]))[0];
  }

  /** The one that is due longest, for `leaseSeconds`. Outside an organization. */
  async claim(tx: Tx, leaseSeconds: number): Promise<FiringClaim | undefined> {
    const rows = await tx.query<FiringClaim>(
      `UPDATE firing_work SET fence = fence + 1, attempts = attempts + 1, due_at = clock_timestamp() + $1 * interval '1 second'
       WHERE firing_id = (SELECT firing_id FROM firing_work WHERE due_at <= clock_timestamp() ORDER BY due_at
         LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING firing_id AS "firingId", org_id AS "orgId", fence, attempts`,
      [leaseSeconds],
    );
    return rows[0];
  }

  async putBack(tx: Tx, claim: FiringClaim, waitMs: number): Promise<void> {
    await tx.query(
      `UPDATE firing_work SET due_at = clock_timestamp() + $3 * interval '1 millisecond' WHERE firing_id = $1 AND fence = $2`,
      [claim.firingId, claim.fence, waitMs],
    );
  }

  /** Ends a firing and its work; false when another worker has taken it over meanwhile. */
  async finish(tx: Tx, claim: FiringClaim, end: FiringEnd): Promise<boolean> {
    const mine = await tx.query('DELETE FROM firing_work WHERE firing_id = $1 AND fence = $2 RETURNING firing_id', [
      claim.firingId,
      claim.fence,
    ]);
    const step = firingMachine.next(firingMachine.initial, end.trigger);
    if (mine.length === 0 || !step.ok) return false;
    const moved = await tx.query(
      `UPDATE firing SET state = $2, reason = $3, execution_id = $4, ended_at = clock_timestamp()
       WHERE id = $1 AND state = ANY($5) RETURNING id`,
      [claim.firingId, step.to, end.reason, end.executionId, firingMachine.sources(end.trigger)],
    );
    if (moved.length === 0) throw new Error(`firing ${claim.firingId} was ended past its fence`);
    return true;
  }
}
