import { globalTable, systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SECRET = `CREATE TABLE pipeline_secret (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, project_id uuid NOT NULL, name text NOT NULL, version int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), deleted_at timestamptz,
  UNIQUE (org_id, id), FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, id))`;

// Without a value once the secret is deleted: what executions had stays known, and what it was does not.
const VERSION = `CREATE TABLE pipeline_secret_version (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, pipeline_secret_id uuid NOT NULL, version int NOT NULL, value text,
  created_by_id uuid, created_by_name text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, pipeline_secret_id, version),
  FOREIGN KEY (org_id, pipeline_secret_id) REFERENCES pipeline_secret (org_id, id))`;

const PIN = `CREATE TABLE execution_secret (
  org_id uuid NOT NULL, execution_id uuid NOT NULL, name text NOT NULL, pipeline_secret_id uuid NOT NULL, version int NOT NULL,
  PRIMARY KEY (org_id, execution_id, name), FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  FOREIGN KEY (org_id, pipeline_secret_id, version) REFERENCES pipeline_secret_version (org_id, pipeline_secret_id, version))`;

const TEMPLATE = `CREATE TABLE pipeline_template (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, name text NOT NULL, description text NOT NULL, category text NOT NULL,
  tags text[] NOT NULL, type text NOT NULL CHECK (type IN ('cicd', 'mlops', 'llmops', 'infrastructure', 'security')),
  visibility text NOT NULL CHECK (visibility IN ('private', 'public')), source text NOT NULL, uses int NOT NULL DEFAULT 0,
  created_by_id uuid, created_by_name text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id))`;

// Of what comes with the product; no organization has a part in it.
const USE = 'CREATE TABLE built_in_template_use (template_id text PRIMARY KEY, uses int NOT NULL)';

/** Secrets of projects, the versions of their values, and which version each execution has; templates of pipelines. */
export class CreateSecretsAndTemplates1795200000094 implements MigrationInterface {
  name = 'CreateSecretsAndTemplates1795200000094';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [SECRET, VERSION, PIN, TEMPLATE, USE]) await runner.query(sql);
    await runner.query(
      'CREATE UNIQUE INDEX pipeline_secret_name ON pipeline_secret (org_id, project_id, name) WHERE deleted_at IS NULL',
    );
    for (const table of ['pipeline_secret', 'pipeline_secret_version', 'execution_secret'])
      for (const sql of tenantTable(table)) await runner.query(sql);
    await runner.query(`CREATE INDEX pipeline_template_public ON pipeline_template (uses) WHERE visibility = 'public'`);
    // One that is public is read by other organizations.
    for (const sql of systemTable('pipeline_template')) await runner.query(sql);
    for (const sql of globalTable('built_in_template_use')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE built_in_template_use, pipeline_template, execution_secret, pipeline_secret_version, pipeline_secret',
    );
  }
}
