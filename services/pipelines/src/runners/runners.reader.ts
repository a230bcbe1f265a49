import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import type { RunnerResponse } from './runners.dto.js';

type RunnerRow = Omit<RunnerResponse, 'lastSeenAt' | 'registeredAt'> & { lastSeenAt: Date; registeredAt: Date };

/** The runners of the installation. What they run for other organizations is not counted: it cannot be seen. */
@Injectable()
export class RunnersReader {
  constructor(private readonly orgTx: OrgTx) {}

  async list(orgId: string, query: PageQuery): Promise<Page<RunnerResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, (tx) =>
      tx.query<RunnerRow>(
        `SELECT r.id, r.name, r.labels, r.last_seen_at > clock_timestamp() - interval '60 seconds' AS online,
           (SELECT count(*)::int FROM job j WHERE j.runner_id = r.id AND j.state = 'running') AS "runningJobs",
           r.last_seen_at AS "lastSeenAt", r.registered_at AS "registeredAt"
         FROM runner r WHERE $1::text IS NULL OR r.name > $1 ORDER BY r.name LIMIT $2`,
        [after ?? null, query.limit + 1],
      ),
    );
    return toPage(rows, query.limit, (row) => [row.name], viewOf);
  }
}

function viewOf(row: RunnerRow): RunnerResponse {
  return { ...row, lastSeenAt: row.lastSeenAt.toISOString(), registeredAt: row.registeredAt.toISOString() };
}
