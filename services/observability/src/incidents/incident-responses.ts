import type { IncidentSummaryResponse, SuspectResponse, TimelineEntryResponse } from './incidents.dto.js';
import type { SuspectRow, TimelineRow } from './incidents.queries.js';
import type { IncidentRow } from './incidents.repository.js';

export function summaryResponse(row: IncidentRow): IncidentSummaryResponse {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    severity: row.severity,
    state: row.state,
    serviceId: row.service_id,
    serviceName: row.service_name ?? '',
    environmentId: row.environment_id,
    environmentName: row.environment_name ?? '',
    deploymentId: row.deployment_id,
    assigneeName: row.assignee_name,
    openedAt: row.opened_at.toISOString(),
    mitigatedAt: row.mitigated_at?.toISOString() ?? null,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  };
}

export function suspectResponse(row: SuspectRow): SuspectResponse {
  return {
    rank: row.rank,
    changeId: row.change_id,
    kind: row.kind,
    title: row.title,
    score: row.score,
    reasons: row.reasons,
    deploymentId: row.deployment_id,
    executionId: row.execution_id,
    commit: row.commit,
    at: row.at.toISOString(),
  };
}

export function timelineResponse(row: TimelineRow): TimelineEntryResponse {
  return {
    id: row.id,
    kind: row.kind,
    automatic: row.automatic,
    text: row.text,
    actorName: row.actor_name,
    deploymentId: row.deployment_id,
    at: row.at.toISOString(),
  };
}
