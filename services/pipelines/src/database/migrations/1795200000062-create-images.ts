import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const IMAGE = `CREATE TABLE image (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, name text NOT NULL, registry_url text NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^sha256:[0-9a-f]{64}$'), tag text, version text, type text NOT NULL,
  size_bytes bigint, build_duration_ms int, metadata jsonb NOT NULL DEFAULT '{}', created_by_id uuid,
  created_by_name text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, digest),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id))`;

/** What executions have built and pushed to a registry: known by its digest, and not stored here. */
export class CreateImages1795200000062 implements MigrationInterface {
  name = 'CreateImages1795200000062';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IMAGE);
    await runner.query('CREATE INDEX image_of_execution ON image (org_id, execution_id, id DESC)');
    for (const sql of tenantTable('image')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE image');
  }
}
