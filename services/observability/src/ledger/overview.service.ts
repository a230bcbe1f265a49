import { Injectable } from '@nestjs/common';
import { databaseNow, OrgTx, type Tx } from '@throughline/platform';
import { bucketsOf } from '../logs/bucket.rules.js';
import { ERROR_LEVEL } from '../logs/log-level.rules.js';
import { changeResponse, ChangesQueries } from './changes.queries.js';
import type { OverviewBucketResponse, OverviewResponse } from './overview.dto.js';

const DAY_MS = 86_400_000;
const BUCKET_MS = 15 * 60_000;

interface BucketRow {
  bucket_ms: number;
  lines: number;
  errors: number;
}

/** The last 24 hours of an organization: how much it logged, how much of it were errors, and what went live. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly changes: ChangesQueries,
  ) {}

  get(orgId: string): Promise<OverviewResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const to = await databaseNow(tx);
      const from = new Date(to.getTime() - DAY_MS);
      const rows = new Map((await countLines(tx, from, to)).map((row) => [row.bucket_ms, row]));
      const deployments = await this.changes.wentLive(tx, { from, to });
      const starts = bucketsOf({ fromMs: from.getTime(), toMs: to.getTime() }, BUCKET_MS);
      return {
        from: from.toISOString(),
        to: to.toISOString(),
        bucketMs: BUCKET_MS,
        buckets: starts.map((start) => bucketResponse(start, rows.get(start))),
        deployments: deployments.map(changeResponse),
      };
    });
  }
}

function bucketResponse(startMs: number, row: BucketRow | undefined): OverviewBucketResponse {
  return { at: new Date(startMs).toISOString(), lines: row?.lines ?? 0, errors: row?.errors ?? 0 };
}

function countLines(tx: Tx, from: Date, to: Date): Promise<BucketRow[]> {
  return tx.query<BucketRow>(
    `SELECT (floor(extract(epoch FROM at) * 1000 / $3::bigint) * $3::bigint)::float8 AS bucket_ms, count(*)::int AS lines,
       (count(*) FILTER (WHERE level >= $4))::int AS errors
     FROM log_entry WHERE at >= $1 AND at <= $2 GROUP BY 1`,
    [from, to, BUCKET_MS, ERROR_LEVEL],
  );
}
