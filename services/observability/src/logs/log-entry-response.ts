import type { StoredEntry } from '../ingest/log-entry.js';
import type { LogEntryResponse } from './logs.dto.js';
import { levelName } from './log-level.rules.js';
import type { LogRow } from './logs.queries.js';

/** A line's name, `<seq>-<microseconds since 1970>`: the number orders the tail, the time finds its partition. */
export function lineId(seq: number | string, at: string): string {
  const micros = BigInt(Date.parse(`${at.slice(0, 19)}Z`)) * 1_000n + BigInt(at.slice(20, 26));
  return `${seq}-${micros}`;
}

export function rowResponse(row: LogRow): LogEntryResponse {
  return {
    id: lineId(row.seq, row.at),
    at: row.at,
    level: levelName(row.level),
    message: row.message,
    meta: row.meta,
    serviceId: row.service_id,
    environmentId: row.environment_id,
    deploymentId: row.deployment_id,
    traceId: row.trace_id,
    spanId: row.span_id,
    requestId: row.request_id,
  };
}

/** The same answer for a line that was just committed, without reading it back. */
export function storedResponse(line: StoredEntry): LogEntryResponse {
  const { at, message, serviceId, environmentId, deploymentId, traceId, spanId, requestId } = line;
  return {
    id: lineId(line.seq, at),
    at,
    level: levelName(line.level),
    message,
    meta: line.meta as Record<string, unknown> | null,
    serviceId,
    environmentId,
    deploymentId,
    traceId,
    spanId,
    requestId,
  };
}
