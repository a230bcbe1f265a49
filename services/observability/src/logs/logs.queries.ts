import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { microsecondsSql } from '../paging/time-cursor.js';
import { filterSql, type LogFilter, streamSql } from './log-filter.js';
import type { TimeRange } from './time-range.js';

export interface LogRow {
  /** RFC 3339 with microseconds. */
  at: string;
  seq: string;
  level: number;
  message: string;
  meta: Record<string, unknown> | null;
  service_id: string;
  environment_id: string;
  deployment_id: string | null;
  trace_id: string | null;
  span_id: string | null;
  request_id: string | null;
}

/** A line of a range of numbers, and how many the range holds without the limit. */
export type MissedRow = LogRow & { total: number };

export interface NumberRange {
  above: number;
  upTo?: number;
  limit: number;
}

export interface LevelCount {
  bucket_ms: number;
  level: number;
  lines: number;
}

export interface SearchPage {
  limit: number;
  /** [at, seq] of the last line seen. */
  after: readonly [string, string] | undefined;
}

const COLUMNS = `l.at AS moment, l.seq AS number, ${microsecondsSql('l.at')} AS at, l.seq::text AS seq, l.level, l.message, l.meta,
  l.service_id, l.environment_id, l.deployment_id, l.trace_id, l.span_id, l.request_id`;
const LIMIT_MS = 10_000;

/** Reads of log lines. Every stream is asked by its own index, so a search over all streams costs a page of each. */
@Injectable()
export class LogsQueries {
  /** Bounds what a single search may cost; the database's refusal becomes a 503. */
  async limitTime(tx: Tx): Promise<void> {
    await tx.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
  }

  /** `limit + 1` lines, newest first. */
  newest(tx: Tx, filter: LogFilter, range: TimeRange, page: SearchPage): Promise<LogRow[]> {
    const { where, parameters } = filterSql(filter, range);
    const keyset = page.after
      ? `AND (l.at, l.seq) < ($${parameters.push(page.after[0])}, $${parameters.push(page.after[1])})`
      : '';
    const streams = streamSql(filter, parameters);
    const limit = `LIMIT $${parameters.push(page.limit + 1)}`;
    return tx.query<LogRow>(
      `SELECT line.* FROM log_stream s CROSS JOIN LATERAL (
         SELECT ${COLUMNS} FROM log_entry l WHERE ${where} ${keyset} ORDER BY l.at DESC, l.seq DESC ${limit}) line
       WHERE ${streams} ORDER BY line.moment DESC, line.number DESC ${limit}`,
      parameters,
    );
  }

  /** Lines with numbers above `seq`, oldest number first: what a tail missed. */
  since(tx: Tx, filter: LogFilter, range: TimeRange, seq: NumberRange): Promise<MissedRow[]> {
    const { where, parameters } = filterSql(filter, range);
    const numbers = `AND l.seq > $${parameters.push(seq.above)} AND l.seq <= $${parameters.push(seq.upTo ?? Number.MAX_SAFE_INTEGER)}`;
    const streams = streamSql(filter, parameters);
    return tx.query<MissedRow>(
      `SELECT line.*, count(*) OVER ()::int AS total
       FROM log_stream s CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM log_entry l WHERE ${where} ${numbers}) line
       WHERE ${streams} ORDER BY line.number LIMIT $${parameters.push(seq.limit)}`,
      parameters,
    );
  }

  /** Lines per bucket and level; buckets without lines are missing. */
  histogram(tx: Tx, filter: LogFilter, range: TimeRange, bucketMs: number): Promise<LevelCount[]> {
    const { where, parameters } = filterSql(filter, range);
    const size = `$${parameters.push(bucketMs)}::bigint`;
    const streams = streamSql(filter, parameters);
    return tx.query<LevelCount>(
      `SELECT (floor(extract(epoch FROM l.at) * 1000 / ${size}) * ${size})::float8 AS bucket_ms, l.level, count(*)::int AS lines
       FROM log_stream s JOIN log_entry l ON ${where} WHERE ${streams} GROUP BY 1, 2`,
      parameters,
    );
  }
}
