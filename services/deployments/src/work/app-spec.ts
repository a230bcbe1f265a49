import type { OpenConfig } from '../config/config-reader.js';
import type { DeploymentRow } from '../deployments/deployment-row.js';
import type { AppSpec } from '../provider/provider.js';

/** What a host needs to know to run this deployment. */
export function appSpecOf(row: DeploymentRow, config: OpenConfig, preferredPort: number | null = null): AppSpec {
  return {
    orgId: row.org_id,
    deploymentId: row.id,
    serviceSlug: row.service_slug,
    artifactDigest: row.artifact_digest,
    command: row.run_command,
    healthPath: row.health_path,
    variables: config.variables,
    secrets: config.secrets,
    preferredPort,
  };
}
