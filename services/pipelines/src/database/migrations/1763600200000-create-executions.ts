import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PIPELINE = `CREATE TABLE pipeline (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, project_id uuid NOT NULL, repository_id uuid NOT NULL, name text NOT NULL,
  path text NOT NULL, latest_version int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, repository_id, path),
  FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`;

const PIPELINE_VERSION = `CREATE TABLE pipeline_version (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, pipeline_id uuid NOT NULL, version int NOT NULL, content_hash text NOT NULL,
  source text NOT NULL, commit_sha text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, pipeline_id, version), UNIQUE (org_id, pipeline_id, content_hash),
  FOREIGN KEY (org_id, pipeline_id) REFERENCES pipeline (org_id, id))`;

const EXECUTION = `CREATE TABLE execution (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, number int NOT NULL, pipeline_id uuid NOT NULL, pipeline_version_id uuid,
  receipt_id uuid, reason text, requested_by_id uuid, requested_by_name text, commit jsonb NOT NULL,
  deployable boolean NOT NULL, problems jsonb NOT NULL DEFAULT '[]', created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at timestamptz, finished_at timestamptz,
  trigger text NOT NULL CHECK (trigger IN ('push', 'manual', 'replay')),
  status text NOT NULL CHECK (status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'errored', 'cancelling',
    'cancelled', 'timed_out', 'blocked', 'unknown')),
  UNIQUE (org_id, id), UNIQUE (org_id, number), UNIQUE (org_id, receipt_id),
  FOREIGN KEY (org_id, pipeline_id) REFERENCES pipeline (org_id, id),
  FOREIGN KEY (org_id, pipeline_version_id) REFERENCES pipeline_version (org_id, id),
  FOREIGN KEY (org_id, receipt_id) REFERENCES webhook_receipt (org_id, id))`;

const EXECUTION_NUMBER = `CREATE TABLE execution_number (org_id uuid PRIMARY KEY, last int NOT NULL)`;

const NODE = `CREATE TABLE node (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, key text NOT NULL, position int NOT NULL,
  definition jsonb NOT NULL, message text, attempt int NOT NULL DEFAULT 1, attempt_id uuid NOT NULL, exit_code int,
  runner_name text, deployment_id uuid, outputs jsonb NOT NULL DEFAULT '{}', log_offset int NOT NULL DEFAULT 0,
  log_lines int NOT NULL DEFAULT 0, log_bytes int NOT NULL DEFAULT 0, log_truncated boolean NOT NULL DEFAULT false,
  first_error_line int, ready_at timestamptz, started_at timestamptz, finished_at timestamptz,
  kind text NOT NULL CHECK (kind IN ('checkout', 'shell', 'http', 'approval', 'deploy', 'promote')),
  status text NOT NULL CHECK (status IN ('pending', 'ready', 'running', 'waiting', 'succeeded', 'failed', 'errored',
    'timed_out', 'cancelled', 'skipped', 'unknown')),
  UNIQUE (org_id, id), UNIQUE (org_id, execution_id, key), UNIQUE (org_id, attempt_id),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id))`;

const STATE_EVENT = `CREATE TABLE execution_state_event (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, node_key text, from_state text NOT NULL,
  to_state text NOT NULL, cause text NOT NULL, reason text, actor_id uuid, actor_name text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id))`;

const ARTIFACT = `CREATE TABLE artifact (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, node_id uuid NOT NULL, name text NOT NULL,
  file_name text NOT NULL, digest text NOT NULL, size_bytes bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, node_id, name),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id))`;

const INDEXES = [
  'CREATE INDEX execution_list ON execution (org_id, id DESC)',
  'CREATE INDEX execution_of_pipeline ON execution (org_id, pipeline_id, id DESC)',
  'CREATE INDEX state_event_of_execution ON execution_state_event (org_id, execution_id, id)',
  'CREATE INDEX artifact_of_execution ON artifact (org_id, execution_id)',
];

export class CreateExecutions1763600200000 implements MigrationInterface {
  name = 'CreateExecutions1763600200000';

  async up(runner: QueryRunner): Promise<void> {
    const tables = [PIPELINE, PIPELINE_VERSION, EXECUTION, EXECUTION_NUMBER, NODE, STATE_EVENT, ARTIFACT];
    for (const sql of [...tables, ...INDEXES]) await runner.query(sql);
    for (const table of TENANT) for (const sql of tenantTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TENANT.toReversed().join(', ')}`);
  }
}

const TENANT = [
  'pipeline',
  'pipeline_version',
  'execution',
  'execution_number',
  'node',
  'execution_state_event',
  'artifact',
];
