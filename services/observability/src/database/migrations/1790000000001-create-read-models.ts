import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE organization (org_id uuid PRIMARY KEY, slug text NOT NULL, name text NOT NULL)`,
  `CREATE TABLE service (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, slug text NOT NULL, name text NOT NULL, event_version int NOT NULL,
     UNIQUE (org_id, id))`,
  `CREATE TABLE environment (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, slug text NOT NULL, name text NOT NULL,
     class text NOT NULL CHECK (class IN ('dev', 'staging', 'production')), position int NOT NULL,
     event_version int NOT NULL, UNIQUE (org_id, id))`,
  `CREATE TABLE entitlement (
     org_id uuid NOT NULL, feature text NOT NULL, amount int, snapshot_version int NOT NULL,
     PRIMARY KEY (org_id, feature))`,
  // One row for each time that a deployment was the live one: [since, until).
  `CREATE TABLE live_deployment (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL,
     since timestamptz NOT NULL, until timestamptz CHECK (until >= since), UNIQUE (org_id, id))`,
  `CREATE INDEX live_deployment_interval ON live_deployment (org_id, service_id, environment_id, since DESC)`,
];

/** What this service keeps of others: names, limits, and which deployment was live when. */
export class CreateReadModels1790000000001 implements MigrationInterface {
  name = 'CreateReadModels1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of ['organization', 'service', 'environment', 'entitlement']) {
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
    // One group commit stamps lines of several organizations, so its lookup reads outside of one.
    for (const sql of systemTable('live_deployment')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE live_deployment, entitlement, environment, service, organization');
  }
}
