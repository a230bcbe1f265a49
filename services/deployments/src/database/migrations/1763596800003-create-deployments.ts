import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATUSES = `('queued', 'deploying', 'verifying', 'live', 'superseded', 'failed', 'cancelled', 'rolled_back')`;

const RELEASES = [
  `CREATE TABLE release (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, service_id uuid NOT NULL, version text NOT NULL,
     artifact_digest text NOT NULL CHECK (artifact_digest ~ '^sha256:[0-9a-f]{64}$'),
     artifact_size_bytes bigint NOT NULL, run_command text[] NOT NULL, health_path text NOT NULL,
     execution_id uuid, commit jsonb NOT NULL, fingerprint text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), UNIQUE (org_id, service_id, fingerprint),
     FOREIGN KEY (org_id, service_id) REFERENCES service (org_id, id))`,
];

const DEPLOYMENTS = [
  `CREATE TABLE deployment_counter (org_id uuid PRIMARY KEY, last_number int NOT NULL)`,
  `CREATE TABLE deployment (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, number int NOT NULL,
     kind text NOT NULL CHECK (kind IN ('deploy', 'promotion', 'rollback')),
     status text NOT NULL CHECK (status IN ${STATUSES}), message text,
     service_id uuid NOT NULL, environment_id uuid NOT NULL, release_id uuid NOT NULL, config_version_id uuid,
     previous_deployment_id uuid, from_environment_id uuid, request_id uuid, execution_id uuid, rollback_of_id uuid, incident_id uuid,
     reason text, requested_by_id uuid, requested_by_name text NOT NULL, url text,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), started_at timestamptz, finished_at timestamptz,
     UNIQUE (org_id, id), UNIQUE (org_id, number), UNIQUE (org_id, request_id),
     CHECK ((kind = 'rollback') = (rollback_of_id IS NOT NULL)),
     FOREIGN KEY (org_id, service_id) REFERENCES service (org_id, id),
     FOREIGN KEY (org_id, environment_id) REFERENCES environment (org_id, id),
     FOREIGN KEY (org_id, from_environment_id) REFERENCES environment (org_id, id),
     FOREIGN KEY (org_id, release_id) REFERENCES release (org_id, id),
     FOREIGN KEY (org_id, config_version_id) REFERENCES config_version (org_id, id),
     FOREIGN KEY (org_id, previous_deployment_id) REFERENCES deployment (org_id, id),
     FOREIGN KEY (org_id, rollback_of_id) REFERENCES deployment (org_id, id))`,
  `CREATE UNIQUE INDEX deployment_one_active ON deployment (org_id, service_id, environment_id)
     WHERE status IN ('deploying', 'verifying')`,
  `CREATE UNIQUE INDEX deployment_one_live ON deployment (org_id, service_id, environment_id) WHERE status = 'live'`,
  // A rollback that failed or was called off may be asked for again by a person; one that stands may not.
  `CREATE UNIQUE INDEX deployment_one_rollback ON deployment (org_id, rollback_of_id)
     WHERE rollback_of_id IS NOT NULL AND status NOT IN ('failed', 'cancelled')`,
  `CREATE INDEX deployment_slot ON deployment (org_id, service_id, environment_id, number DESC)`,
];

const DETAILS = [
  `CREATE TABLE deployment_target (
     org_id uuid NOT NULL, deployment_id uuid NOT NULL, host_id uuid NOT NULL,
     status text NOT NULL CHECK (status IN ${STATUSES}), message text, url text, port int, healthy boolean,
     restarts int NOT NULL DEFAULT 0, restart_after timestamptz,
     started_at timestamptz, finished_at timestamptz,
     PRIMARY KEY (deployment_id, host_id),
     FOREIGN KEY (org_id, deployment_id) REFERENCES deployment (org_id, id),
     FOREIGN KEY (org_id, host_id) REFERENCES host (org_id, id))`,
  `CREATE TABLE deployment_log (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, deployment_id uuid NOT NULL,
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     level text NOT NULL CHECK (level IN ('debug', 'info', 'warn', 'error', 'fatal')), text text NOT NULL,
     FOREIGN KEY (org_id, deployment_id) REFERENCES deployment (org_id, id))`,
  `CREATE INDEX deployment_log_of ON deployment_log (org_id, deployment_id, id)`,
  `CREATE TABLE line_hold (
     org_id uuid NOT NULL, incident_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL,
     reason text NOT NULL, held_at timestamptz NOT NULL DEFAULT clock_timestamp(), released_at timestamptz,
     PRIMARY KEY (org_id, incident_id))`,
  `CREATE INDEX line_hold_open ON line_hold (org_id, service_id, environment_id) WHERE released_at IS NULL`,
  `CREATE TABLE deployment_work (
     deployment_id uuid PRIMARY KEY, org_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL,
     urgent boolean NOT NULL, started boolean NOT NULL DEFAULT false, queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     fence int NOT NULL DEFAULT 0, lease_until timestamptz, not_before timestamptz NOT NULL DEFAULT clock_timestamp(),
     FOREIGN KEY (org_id, deployment_id) REFERENCES deployment (org_id, id))`,
  `CREATE INDEX deployment_work_slot ON deployment_work (org_id, service_id, environment_id)`,
];

/** Releases, their deployments, and the queue of the work that is left to do on them. */
export class CreateDeployments1763596800003 implements MigrationInterface {
  name = 'CreateDeployments1763596800003';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...RELEASES, ...DEPLOYMENTS, ...DETAILS]) await runner.query(sql);
    const tenant = ['release', 'deployment_counter', 'deployment', 'deployment_target', 'deployment_log', 'line_hold'];
    for (const table of tenant) {
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
    // The work loop claims across organizations; the row holds ids, a lease and a fence and nothing of the deployment.
    for (const sql of systemTable('deployment_work')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE deployment_work, line_hold, deployment_log, deployment_target, deployment, deployment_counter, release',
    );
  }
}
