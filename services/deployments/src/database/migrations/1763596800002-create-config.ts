import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // A secret's row never changes: setting it anew makes a new row, so that what a deployment pinned stays readable.
  `CREATE TABLE config_secret (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL,
     name text NOT NULL, sealed text NOT NULL, set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id),
     FOREIGN KEY (org_id, service_id) REFERENCES service (org_id, id),
     FOREIGN KEY (org_id, environment_id) REFERENCES environment (org_id, id))`,
  `CREATE TABLE config_version (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL,
     version int NOT NULL CHECK (version > 0), variables jsonb NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), UNIQUE (org_id, service_id, environment_id, version),
     FOREIGN KEY (org_id, service_id) REFERENCES service (org_id, id),
     FOREIGN KEY (org_id, environment_id) REFERENCES environment (org_id, id))`,
  `CREATE TABLE config_version_secret (
     org_id uuid NOT NULL, config_version_id uuid NOT NULL, secret_id uuid NOT NULL,
     PRIMARY KEY (config_version_id, secret_id),
     FOREIGN KEY (org_id, config_version_id) REFERENCES config_version (org_id, id),
     FOREIGN KEY (org_id, secret_id) REFERENCES config_secret (org_id, id))`,
];

/** Versioned configuration of a service in an environment. */
export class CreateConfig1763596800002 implements MigrationInterface {
  name = 'CreateConfig1763596800002';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of ['config_secret', 'config_version', 'config_version_secret']) {
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE config_version_secret, config_version, config_secret');
  }
}
