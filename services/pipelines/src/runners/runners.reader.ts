import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import type { RunnerQueueResponse, RunnerResponse, WaitingJobsResponse } from './runners.dto.js';

type RunnerRow = Omit<RunnerResponse, 'lastSeenAt' | 'registeredAt'> & { lastSeenAt: Date; registeredAt: Date };
type GroupRow = Omit<WaitingJobsResponse, 'oldestAt'> & { oldestAt: Date };

const ONLINE = `r.last_seen_at > clock_timestamp() - interval '60 seconds'`;
const PAUSED = 'EXISTS (SELECT FROM runner_pause s WHERE s.runner_id = r.id)';
const MAX_RUNNING = 10;
const MAX_GROUPS = 50;

const RUNNERS = `SELECT r.id, r.name, r.labels, r.capabilities, r.version, r.executor, ${ONLINE} AS online, ${PAUSED} AS paused,
    coalesce(running.jobs, 0) AS "runningJobs", coalesce(running.first, '[]') AS running,
    r.last_seen_at AS "lastSeenAt", r.registered_at AS "registeredAt"
  FROM runner r LEFT JOIN LATERAL (
    SELECT count(*)::int AS jobs, jsonb_agg(jsonb_build_object('executionId', e.id, 'executionNumber', e.number,
        'nodeKey', n.key, 'startedAt', n.started_at) ORDER BY j.created_at) FILTER (WHERE place <= ${MAX_RUNNING}) AS first
    FROM (SELECT *, row_number() OVER (ORDER BY created_at) AS place FROM job WHERE runner_id = r.id AND state = 'running') j
      JOIN node n ON n.id = j.node_id JOIN execution e ON e.id = j.execution_id) running ON true
  WHERE r.removed_at IS NULL AND ($1::text IS NULL OR r.name > $1) ORDER BY r.name LIMIT $2`;

const GROUPS = `SELECT g.labels, g.jobs, g.oldest_at AS "oldestAt",
    (SELECT count(*)::int FROM runner r WHERE r.removed_at IS NULL AND ${ONLINE} AND NOT ${PAUSED}
       AND g.labels <@ (r.labels || r.capabilities)) AS runners
  FROM (SELECT labels, count(*)::int AS jobs, min(created_at) AS oldest_at FROM job WHERE state = 'ready'
    GROUP BY labels ORDER BY count(*) DESC, labels LIMIT ${MAX_GROUPS}) g ORDER BY g.jobs DESC, g.labels`;

/** The runners of the installation. What they run for other organizations is not counted: it cannot be seen. */
@Injectable()
export class RunnersReader {
  constructor(private readonly orgTx: OrgTx) {}

  async list(orgId: string, query: PageQuery): Promise<Page<RunnerResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, (tx) => tx.query<RunnerRow>(RUNNERS, [after ?? null, query.limit + 1]));
    return toPage(rows, query.limit, (row) => [row.name], viewOf);
  }

  /** The organization's steps that wait for a runner. */
  async queue(orgId: string): Promise<RunnerQueueResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const total = await tx.query<{ jobs: number }>(`SELECT count(*)::int AS jobs FROM job WHERE state = 'ready'`);
      const groups = await tx.query<GroupRow>(GROUPS);
      const jobs = total[0]?.jobs ?? 0;
      return { jobs, groups: groups.map((group) => ({ ...group, oldestAt: group.oldestAt.toISOString() })) };
    });
  }
}

function viewOf(row: RunnerRow): RunnerResponse {
  const running = row.running.map((step) => ({ ...step, startedAt: new Date(step.startedAt).toISOString() }));
  return { ...row, running, lastSeenAt: row.lastSeenAt.toISOString(), registeredAt: row.registeredAt.toISOString() };
}
