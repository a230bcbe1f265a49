import type { Commit } from '@throughline/contracts';
import type { EnvironmentClass } from '../environments/environments.dto.js';
import type { DeploymentState } from './deployment.machine.js';
import type { DeploymentKind } from './deployments.dto.js';

/** A deployment with the names that everything about it is told with. */
export interface DeploymentRow {
  id: string;
  org_id: string;
  number: number;
  kind: DeploymentKind;
  status: DeploymentState;
  message: string | null;
  service_id: string;
  service_name: string;
  service_slug: string;
  environment_id: string;
  environment_name: string;
  environment_class: EnvironmentClass;
  auto_rollback: boolean;
  release_id: string;
  version: string;
  artifact_digest: string;
  artifact_size_bytes: string;
  run_command: string[];
  health_path: string;
  release_execution_id: string | null;
  release_created_at: Date;
  commit: Commit;
  config_version_id: string | null;
  previous_deployment_id: string | null;
  previous_version: string | null;
  from_environment_id: string | null;
  request_id: string | null;
  execution_id: string | null;
  rollback_of_id: string | null;
  rolled_back_by_id: string | null;
  incident_id: string | null;
  reason: string | null;
  requested_by_id: string | null;
  requested_by_name: string;
  url: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/** Selects DeploymentRows; `d` is the deployment. */
export const SELECT_DEPLOYMENT = `
  SELECT d.*, s.name AS service_name, s.slug AS service_slug, e.name AS environment_name, e.class AS environment_class,
         e.auto_rollback, r.version, r.artifact_digest, r.artifact_size_bytes, r.run_command, r.health_path,
         r.execution_id AS release_execution_id, r.created_at AS release_created_at, r.commit,
         (SELECT pr.version FROM deployment p JOIN release pr ON pr.id = p.release_id
           WHERE p.id = d.previous_deployment_id) AS previous_version,
         (SELECT b.id FROM deployment b
           WHERE b.rollback_of_id = d.id AND b.status NOT IN ('failed', 'cancelled')) AS rolled_back_by_id
    FROM deployment d JOIN service s ON s.id = d.service_id JOIN environment e ON e.id = d.environment_id
    JOIN release r ON r.id = d.release_id`;

/** From the start of the work, or of the wait when it never started, to the end; null before that. */
export function durationMs(row: DeploymentRow): number | null {
  return row.finished_at ? row.finished_at.getTime() - (row.started_at ?? row.created_at).getTime() : null;
}
