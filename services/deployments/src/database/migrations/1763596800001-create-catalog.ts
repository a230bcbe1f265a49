import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE organization (
     org_id uuid PRIMARY KEY, slug text NOT NULL, name text NOT NULL, aggregate_version int NOT NULL)`,
  `CREATE TABLE project (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, slug text NOT NULL, name text NOT NULL, archived boolean NOT NULL,
     aggregate_version int NOT NULL, UNIQUE (org_id, id))`,
  `CREATE TABLE entitlement (
     org_id uuid NOT NULL, feature text NOT NULL, max_count int, snapshot_version int NOT NULL,
     PRIMARY KEY (org_id, feature))`,
  `CREATE TABLE service (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, project_id uuid NOT NULL, slug text NOT NULL, name text NOT NULL,
     run_command text[] NOT NULL CHECK (cardinality(run_command) BETWEEN 1 AND 64), health_path text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), CONSTRAINT service_slug_key UNIQUE (org_id, slug),
     FOREIGN KEY (org_id, project_id) REFERENCES project (org_id, id))`,
  `CREATE TABLE environment (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, slug text NOT NULL, name text NOT NULL,
     class text NOT NULL CHECK (class IN ('dev', 'staging', 'production')),
     position int NOT NULL CHECK (position BETWEEN 0 AND 1000), auto_rollback boolean NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), CONSTRAINT environment_slug_key UNIQUE (org_id, slug))`,
  `CREATE TABLE host (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, environment_id uuid NOT NULL, name text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('local_host')),
     health text NOT NULL DEFAULT 'unknown' CHECK (health IN ('unknown', 'reachable', 'unreachable')),
     last_checked_at timestamptz, next_check_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), CONSTRAINT host_name_key UNIQUE (org_id, environment_id, name),
     FOREIGN KEY (org_id, environment_id) REFERENCES environment (org_id, id))`,
  `CREATE INDEX host_due ON host (next_check_at)`,
];

/** What can be deployed and where to, and what we keep of other services: projects, names, limits. */
export class CreateCatalog1763596800001 implements MigrationInterface {
  name = 'CreateCatalog1763596800001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of ['organization', 'project', 'entitlement', 'service', 'environment']) {
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
    // The reconciler finds the hosts that are due across organizations; then it works inside each host's own.
    for (const sql of systemTable('host')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE host, environment, service, entitlement, project, organization');
  }
}
