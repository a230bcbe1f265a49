import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Without a project: one of the organization, for all of its projects or for those that it is kept to.
const SHARED = [
  'ALTER TABLE pipeline_secret ALTER COLUMN project_id DROP NOT NULL, ADD COLUMN is_restricted boolean NOT NULL DEFAULT false',
  `CREATE UNIQUE INDEX pipeline_secret_shared_name ON pipeline_secret (org_id, name)
     WHERE project_id IS NULL AND deleted_at IS NULL`,
];

const GRANT = `CREATE TABLE pipeline_secret_project (
  org_id uuid NOT NULL, pipeline_secret_id uuid NOT NULL, project_id uuid NOT NULL,
  PRIMARY KEY (org_id, pipeline_secret_id, project_id),
  FOREIGN KEY (org_id, pipeline_secret_id) REFERENCES pipeline_secret (org_id, id),
  FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, id))`;

const VARIABLE = `CREATE TABLE pipeline_variable (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, project_id uuid, name text NOT NULL, version int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), deleted_at timestamptz,
  UNIQUE (org_id, id), FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, id))`;

// A version never changes, and outlives its variable: executions keep what they were made with.
const VERSION = `CREATE TABLE pipeline_variable_version (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, pipeline_variable_id uuid NOT NULL, version int NOT NULL, value text NOT NULL,
  created_by_id uuid, created_by_name text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, pipeline_variable_id, version),
  FOREIGN KEY (org_id, pipeline_variable_id) REFERENCES pipeline_variable (org_id, id))`;

// Gone with its execution: nothing else knows of it.
const PIN = `CREATE TABLE execution_variable (
  org_id uuid NOT NULL, execution_id uuid NOT NULL, name text NOT NULL, pipeline_variable_id uuid NOT NULL, version int NOT NULL,
  PRIMARY KEY (org_id, execution_id, name),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, pipeline_variable_id, version)
    REFERENCES pipeline_variable_version (org_id, pipeline_variable_id, version))`;

const NAMES = [
  `CREATE UNIQUE INDEX pipeline_variable_name ON pipeline_variable (org_id, project_id, name)
     WHERE project_id IS NOT NULL AND deleted_at IS NULL`,
  `CREATE UNIQUE INDEX pipeline_variable_shared_name ON pipeline_variable (org_id, name)
     WHERE project_id IS NULL AND deleted_at IS NULL`,
];

const TABLES = [
  'pipeline_secret_project',
  'pipeline_variable',
  'pipeline_variable_version',
  'execution_variable',
] as const;

/** Secrets of an organization, and variables: what pipelines are run with and everybody may see. */
export class ShareValues1795200000110 implements MigrationInterface {
  name = 'ShareValues1795200000110';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...SHARED, GRANT, VARIABLE, VERSION, PIN, ...NAMES]) await runner.query(sql);
    for (const table of TABLES) for (const sql of tenantTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE execution_variable, pipeline_variable_version, pipeline_variable, pipeline_secret_project',
    );
    await runner.query('DROP INDEX pipeline_secret_shared_name');
    await runner.query('ALTER TABLE pipeline_secret DROP COLUMN is_restricted');
  }
}
