import { Injectable } from '@nestjs/common';
import { encodeCursor } from '@throughline/kernel';
import { databaseNow, OrgTx, type Tx } from '@throughline/platform';
import { ChangesQueries, changeResponse } from '../ledger/changes.queries.js';
import { timeCursor } from '../paging/time-cursor.js';
import { bucketSizeMs, bucketsOf } from './bucket.rules.js';
import { rowResponse } from './log-entry-response.js';
import { logFilter } from './log-filter.js';
import { LOG_LEVELS, levelName } from './log-level.rules.js';
import type {
  LogBucketResponse,
  LogHistogramQuery,
  LogHistogramResponse,
  LogPageResponse,
  SearchLogsQuery,
} from './logs.dto.js';
import { type LevelCount, LogsQueries } from './logs.queries.js';
import { timeRange } from './time-range.js';

const MAX_BUCKETS = 120;

/** Search over stored lines. */
@Injectable()
export class LogsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly logs: LogsQueries,
    private readonly changes: ChangesQueries,
  ) {}

  search(orgId: string, query: SearchLogsQuery): Promise<LogPageResponse> {
    const after = timeCursor(query.cursor);
    return this.read(orgId, async (tx) => {
      const range = timeRange(query, await databaseNow(tx));
      const rows = await this.logs.newest(tx, logFilter(query), range, { limit: query.limit, after });
      const shown = rows.slice(0, query.limit);
      const last = rows.length > query.limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(rowResponse),
        nextCursor: last ? encodeCursor([last.at, last.seq]) : null,
        searchedTo: last?.at ?? range.from.toISOString(),
      };
    });
  }

  histogram(orgId: string, query: LogHistogramQuery): Promise<LogHistogramResponse> {
    return this.read(orgId, async (tx) => {
      const range = timeRange(query, await databaseNow(tx));
      const span = { fromMs: range.from.getTime(), toMs: range.to.getTime() };
      const bucketMs = bucketSizeMs(span, MAX_BUCKETS);
      const counts = await this.logs.histogram(tx, logFilter(query), range, bucketMs);
      const deployments = await this.changes.wentLive(tx, { ...query, ...range });
      return {
        bucketMs,
        buckets: fillBuckets(bucketsOf(span, bucketMs), counts),
        deployments: deployments.map(changeResponse),
      };
    });
  }

  private read<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.orgTx.run(orgId, async (tx) => {
      await this.logs.limitTime(tx);
      return work(tx);
    });
  }
}

function fillBuckets(starts: number[], counts: LevelCount[]): LogBucketResponse[] {
  const none = Object.fromEntries(LOG_LEVELS.map((level) => [level, 0]));
  const buckets = new Map(
    starts.map((start) => [start, { ...none, at: new Date(start).toISOString() } as LogBucketResponse]),
  );
  for (const { bucket_ms, level, lines } of counts) {
    const bucket = buckets.get(bucket_ms);
    if (bucket) bucket[levelName(level)] = lines;
  }
  return [...buckets.values()];
}
