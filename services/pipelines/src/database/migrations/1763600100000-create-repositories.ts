import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const REPOSITORY = `CREATE TABLE repository (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, project_id uuid NOT NULL, name text NOT NULL, clone_url text NOT NULL,
  default_branch text NOT NULL, hook_secret text NOT NULL, previous_hook_secret text, previous_valid_until timestamptz,
  last_delivery_at timestamptz, created_at timestamptz NOT NULL DEFAULT clock_timestamp(), deleted_at timestamptz,
  UNIQUE (org_id, id), FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, id))`;

const HOOK_ADDRESS = `CREATE TABLE hook_address (
  repository_id uuid PRIMARY KEY, org_id uuid NOT NULL, refused_receipts int NOT NULL DEFAULT 0,
  FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`;

const BRANCH_RULE = `CREATE TABLE branch_rule (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, repository_id uuid NOT NULL, pattern text NOT NULL,
  pipeline_path text NOT NULL, deployable boolean NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, repository_id, pattern),
  FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`;

const WEBHOOK_RECEIPT = `CREATE TABLE webhook_receipt (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, repository_id uuid NOT NULL, delivery_id text NOT NULL,
  event text NOT NULL, body_sha256 text NOT NULL, push jsonb, execution_id uuid, reason text,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'duplicate', 'ignored', 'refused')),
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, repository_id, delivery_id), UNIQUE (org_id, repository_id, event, body_sha256),
  FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`;

const RECEIPT_WORK = `CREATE TABLE receipt_work (
  receipt_id uuid PRIMARY KEY, org_id uuid NOT NULL, attempts int NOT NULL DEFAULT 0, fence int NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (org_id, receipt_id) REFERENCES webhook_receipt (org_id, id))`;

export class CreateRepositories1763600100000 implements MigrationInterface {
  name = 'CreateRepositories1763600100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [REPOSITORY, HOOK_ADDRESS, BRANCH_RULE, WEBHOOK_RECEIPT, RECEIPT_WORK]) await runner.query(sql);
    await runner.query('CREATE UNIQUE INDEX repository_name ON repository (org_id, name) WHERE deleted_at IS NULL');
    await runner.query('CREATE INDEX webhook_receipt_list ON webhook_receipt (org_id, repository_id, id DESC)');
    await runner.query('CREATE INDEX receipt_work_due ON receipt_work (due_at)');
    for (const table of ['repository', 'branch_rule', 'webhook_receipt']) {
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
    // Read outside an organization: a webhook arrives with nothing but a repository id, and the worker serves all.
    for (const table of ['hook_address', 'receipt_work']) {
      for (const sql of systemTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE receipt_work, webhook_receipt, branch_rule, hook_address, repository');
  }
}
