import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// What the deployments service tells of its configurations: names, never values.
const CONFIG_CHANGE = `CREATE TABLE config_change (
  org_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL, version int NOT NULL,
  names jsonb NOT NULL CHECK (jsonb_typeof(names) = 'array'),
  secret_names jsonb NOT NULL CHECK (jsonb_typeof(secret_names) = 'array'), changed_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, service_id, environment_id, version))`;

/** Which variables and secrets of a service have changed, so that a replay can say so. */
export class NoteConfigChanges1795200000091 implements MigrationInterface {
  name = 'NoteConfigChanges1795200000091';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONFIG_CHANGE);
    for (const sql of tenantTable('config_change')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE config_change');
  }
}
