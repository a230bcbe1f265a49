import type { IncidentSummaryResponse } from '../../../shared/api/generated/types.gen.js';

type Times = Pick<IncidentSummaryResponse, 'openedAt' | 'mitigatedAt' | 'resolvedAt'>;
const since = (from: string, to: string) => Math.max(0, Date.parse(to) - Date.parse(from));

/** How long the harm lasted in ms: until it was mitigated, else until resolved; undefined while it goes on. */
export function harmMs({ openedAt, mitigatedAt, resolvedAt }: Times): number | undefined {
  const end = mitigatedAt ?? resolvedAt;
  return end ? since(openedAt, end) : undefined;
}

/** How long it took until a person called it over, in ms; undefined while unresolved. */
export function resolvedMs({ openedAt, resolvedAt }: Times): number | undefined {
  return resolvedAt ? since(openedAt, resolvedAt) : undefined;
}

const BEFORE_MS = 15 * 60_000;
const AFTER_MS = 60 * 60_000;
const MARGIN_MS = 5 * 60_000;

/** The stretch of logs that tells the story: a quarter of an hour before it until shortly after its end. */
export function logWindow({ openedAt, mitigatedAt, resolvedAt }: Times, nowMs: number): { from: string; to: string } {
  const start = Date.parse(openedAt);
  const end = mitigatedAt ?? resolvedAt;
  const to = Math.min(nowMs, end ? Date.parse(end) + MARGIN_MS : start + AFTER_MS);
  return { from: new Date(start - BEFORE_MS).toISOString(), to: new Date(Math.max(to, start + 1000)).toISOString() };
}
