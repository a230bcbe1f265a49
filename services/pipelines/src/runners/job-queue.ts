import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { mayAct, SystemTx, type Tx } from '@throughline/platform';
import type { JobRef } from './jobs.repository.js';

/** Where a walk over the queue goes on: behind a group, or, without a key, behind all groups of the organization. */
interface Place {
  orgId: string;
  labelKey: string | null;
}

interface Found {
  groupOrg: string;
  groupKey: string;
  /** Null in a group of which the runner may take nothing. */
  job: Queued | null;
}

type Queued = JobRef & { priority: number };

/** How many groups of equal organization and labels a look at the queue visits at most. */
const GROUPS = 64;
/** Several runners may want the first of a group at once. */
const EACH = 2;
const MAX_CANDIDATES = 8;
const FIRST: Place = { orgId: '00000000-0000-0000-0000-000000000000', labelKey: null };

/** The condition that an organization gives a runner new executions. */
const isOpen = (orgId: string, runnerId: string): string =>
  `NOT EXISTS (SELECT FROM runner_pause s WHERE s.org_id = ${orgId} AND s.runner_id = ${runnerId})`;

// From group to group by the index, so a group costs the same whether it holds one job or a hundred thousand.
const look = (behind: string): string => `
  WITH RECURSIVE me AS (
    SELECT labels || capabilities AS has FROM runner WHERE id = $1 AND removed_at IS NULL
  ), queue AS (
    (SELECT org_id, label_key, labels, 1 AS place FROM job WHERE state = 'ready' AND ${behind}
     ORDER BY org_id, label_key LIMIT 1)
    UNION ALL
    SELECT following.org_id, following.label_key, following.labels, queue.place + 1 FROM queue CROSS JOIN LATERAL (
      SELECT org_id, label_key, labels FROM job
      WHERE state = 'ready' AND (org_id, label_key) > (queue.org_id, queue.label_key)
      ORDER BY org_id, label_key LIMIT 1) following
    WHERE queue.place < ${GROUPS}
  )
  SELECT queue.org_id AS "groupOrg", queue.label_key AS "groupKey", j.job
  FROM me CROSS JOIN queue LEFT JOIN LATERAL (
    SELECT jsonb_build_object('id', j.id, 'orgId', j.org_id, 'executionId', j.execution_id, 'priority', j.priority) AS job,
      j.priority, j.created_at
    FROM job j LEFT JOIN execution_placement p ON p.execution_id = j.execution_id
    WHERE queue.labels <@ me.has AND j.state = 'ready' AND j.org_id = queue.org_id AND j.label_key = queue.label_key
      AND (p.runner_id = $1 OR (p.runner_id IS NULL AND ${isOpen('queue.org_id', '$1')})) AND ${mayAct('j')}
    ORDER BY j.priority DESC, j.created_at LIMIT ${EACH}) j ON true
  ORDER BY queue.place, j.priority DESC, j.created_at`;

const BEHIND_ORGANIZATION = look('org_id > $2');
const BEHIND_GROUP = look('(org_id, label_key) > ($2, $3)');

/**
 * Which ready jobs a runner may take: of executions that are its own, or nobody's yet in an organization that has not
 * paused it; of no suspended organization; and whose labels it has all of. Organizations take turns: a runner goes on behind the one that it served last, so
 * one with a hundred thousand jobs does not hold up one with a single job; whose job it is within an organization its
 * priority says, and nothing beyond it.
 */
@Injectable()
export class JobQueue {
  /** Of each runner, in this process: a turn more or less than in another one does no harm. */
  private readonly places = new Map<string, Place>();

  constructor(private readonly systemTx: SystemTx) {}

  /** The jobs to try, in this order: first one of each organization. */
  async candidates(runnerId: string): Promise<JobRef[]> {
    // A new process begins anywhere, else all of them would begin with the same organization.
    const from = this.places.get(runnerId) ?? { orgId: newId(), labelKey: null };
    const found = await this.systemTx.run(async (tx) => {
      const behind = await this.walk(tx, runnerId, from);
      return behind.length < GROUPS && from !== FIRST ? [...behind, ...(await this.walk(tx, runnerId, FIRST))] : behind;
    });
    const jobs = found.flatMap(({ job }) => job ?? []);
    const last = found.at(-1);
    if (jobs.length === 0 && last) this.places.set(runnerId, { orgId: last.groupOrg, labelKey: last.groupKey });
    return inTurns(jobs).slice(0, MAX_CANDIDATES);
  }

  /** The runner has taken a job of the organization: the next one is another's turn. */
  served(runnerId: string, { orgId }: JobRef): void {
    this.places.set(runnerId, { orgId, labelKey: null });
  }

  private walk(tx: Tx, runnerId: string, { orgId, labelKey }: Place): Promise<Found[]> {
    if (labelKey === null) return tx.query<Found>(BEHIND_ORGANIZATION, [runnerId, orgId]);
    return tx.query<Found>(BEHIND_GROUP, [runnerId, orgId, labelKey]);
  }
}

/** Each job once; the first of every organization, then the second of every one. Within one by priority. */
function inTurns(jobs: readonly Queued[]): JobRef[] {
  const unique = [...new Map(jobs.map((job) => [job.id, job])).values()];
  const byOrganization = [...Map.groupBy(unique, ({ orgId }) => orgId).values()];
  const turns = byOrganization.flatMap((own) =>
    own.toSorted((a, b) => b.priority - a.priority).map(({ priority: _priority, ...job }, turn) => ({ job, turn })),
  );
  return turns.toSorted((a, b) => a.turn - b.turn).map(({ job }) => job);
}
