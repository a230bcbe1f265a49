import { refuseLogs } from './logs.errors.js';

const DAY_MS = 86_400_000;
const LONGEST_MS = 90 * DAY_MS;

export interface TimeRange {
  from: Date;
  to: Date;
}

/** The asked range, or the 24 hours until `now` where a side is missing. Refuses one that is empty, endless or no time. */
export function timeRange(query: { from?: string; to?: string }, now: Date): TimeRange {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(query.from);
  const lengthMs = to.getTime() - from.getTime();
  if (!(lengthMs > 0 && lengthMs <= LONGEST_MS)) throw refuseLogs('range_invalid');
  return { from, to };
}
