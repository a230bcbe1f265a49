import type { IncidentState, IncidentSummaryResponse, Severity } from '../../../shared/api/generated/types.gen.js';
import { oneOf } from '../../../shared/lib/search-params.js';

export const INCIDENT_FILTERS = ['unresolved', 'open', 'acknowledged', 'mitigated', 'resolved'] as const;
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

/** `critical` as it stands alone: `Critical`. */
export function severityWord(severity: Severity): string {
  return severity.charAt(0).toUpperCase() + severity.slice(1);
}

export type IncidentSearch = {
  state?: (typeof INCIDENT_FILTERS)[number] | undefined;
  severity?: Severity | undefined;
};

/** Reads the URL of the list. */
export function readIncidentSearch(raw: Record<string, unknown>): IncidentSearch {
  return { state: oneOf(raw['state'], INCIDENT_FILTERS), severity: oneOf(raw['severity'], SEVERITIES) };
}

/** The part of the filter that the API knows. */
export function toQuery({ state }: IncidentSearch): { state?: IncidentState; unresolved?: boolean } {
  if (state === undefined) return {};
  return state === 'unresolved' ? { unresolved: true } : { state };
}

const isResolved = ({ state }: IncidentSummaryResponse) => Number(state === 'resolved');
const rank = ({ severity }: IncidentSummaryResponse) => SEVERITIES.indexOf(severity);

/** What still hurts first, the worst of it on top; what is over after it, newest first. */
export function inOrder(incidents: readonly IncidentSummaryResponse[]): IncidentSummaryResponse[] {
  return incidents.toSorted(
    (a, b) =>
      isResolved(a) - isResolved(b) ||
      (a.state === 'resolved' ? 0 : rank(a) - rank(b)) ||
      Date.parse(b.openedAt) - Date.parse(a.openedAt),
  );
}
