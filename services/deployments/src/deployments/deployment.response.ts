import type { Tx } from '@throughline/platform';
import type { DeploymentRow } from './deployment-row.js';
import { durationMs } from './deployment-row.js';
import type { DeploymentResponse, DeploymentSummaryResponse, LogLevel, TargetResponse } from './deployments.dto.js';
import type { DeploymentState } from './deployment.machine.js';
import { releaseResponse } from '../releases/release.response.js';

const LOG_LINES = 500;

interface TargetRow {
  host_id: string;
  host_name: string;
  status: DeploymentState;
  message: string | null;
  url: string | null;
  started_at: Date | null;
  finished_at: Date | null;
}

export function summaryResponse(row: DeploymentRow): DeploymentSummaryResponse {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    status: row.status,
    message: row.message,
    serviceId: row.service_id,
    serviceName: row.service_name,
    environmentId: row.environment_id,
    environmentName: row.environment_name,
    version: row.version,
    commitSha: row.commit.sha,
    commitMessage: row.commit.message,
    authorName: row.commit.authorName,
    executionId: row.execution_id,
    incidentId: row.incident_id,
    requestedByName: row.requested_by_name,
    url: row.url,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs: durationMs(row),
  };
}

/** Everything about one deployment: its targets and the last 500 lines of its log with it. */
export async function detailResponse(tx: Tx, row: DeploymentRow): Promise<DeploymentResponse> {
  const {
    version: _version,
    commitSha: _sha,
    commitMessage: _message,
    authorName: _author,
    ...shared
  } = summaryResponse(row);
  return {
    ...shared,
    environmentClass: row.environment_class,
    release: releaseOf(row),
    previousReleaseVersion: row.previous_version,
    rollbackOfId: row.rollback_of_id,
    rolledBackById: row.rolled_back_by_id,
    reason: row.reason,
    requestedById: row.requested_by_id,
    targets: await targetsOf(tx, row.id),
    log: await logOf(tx, row.id),
    startedAt: row.started_at?.toISOString() ?? null,
  };
}

/** The release of a deployment, from the columns that were selected with it. */
export function releaseOf(row: DeploymentRow): DeploymentResponse['release'] {
  return releaseResponse({
    id: row.release_id,
    service_id: row.service_id,
    version: row.version,
    artifact_digest: row.artifact_digest,
    artifact_size_bytes: row.artifact_size_bytes,
    run_command: row.run_command,
    health_path: row.health_path,
    execution_id: row.release_execution_id,
    commit: row.commit,
    created_at: row.release_created_at,
  });
}

async function targetsOf(tx: Tx, deploymentId: string): Promise<TargetResponse[]> {
  const rows = await tx.query<TargetRow>(
    `SELECT t.host_id, h.name AS host_name, t.status, t.message, t.url, t.started_at, t.finished_at
       FROM deployment_target t JOIN host h ON h.id = t.host_id WHERE t.deployment_id = $1 ORDER BY h.id`,
    [deploymentId],
  );
  return rows.map((row) => ({
    hostId: row.host_id,
    hostName: row.host_name,
    status: row.status,
    message: row.message,
    url: row.url,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }));
}

async function logOf(tx: Tx, deploymentId: string): Promise<DeploymentResponse['log']> {
  const rows = await tx.query<{ at: Date; level: LogLevel; text: string }>(
    `SELECT at, level, text FROM (SELECT * FROM deployment_log WHERE deployment_id = $1 ORDER BY id DESC LIMIT $2) l ORDER BY id`,
    [deploymentId, LOG_LINES],
  );
  return rows.map((row) => ({ at: row.at.toISOString(), level: row.level, text: row.text }));
}
