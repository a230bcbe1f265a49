import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// What an attempt of a step has changed in its workspace. Without a digest it has changed nothing; `left_out` is of how
// much of it that is not true. The content is a blob that artifacts may name as well.
const KEPT_FILES = `CREATE TABLE kept_files (
  id uuid NOT NULL, org_id uuid NOT NULL, node_id uuid NOT NULL, attempt int NOT NULL CHECK (attempt > 0),
  digest text CHECK (digest ~ '^sha256:[0-9a-f]{64}$'), size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  left_out int NOT NULL DEFAULT 0 CHECK (left_out >= 0), created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org_id, id), UNIQUE (org_id, node_id, attempt),
  FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id))`;

/** What steps have left in their workspaces, for those that are done again. */
export class KeepFiles1795200000130 implements MigrationInterface {
  name = 'KeepFiles1795200000130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEPT_FILES);
    await runner.query('CREATE INDEX kept_files_of_digest ON kept_files (org_id, digest) WHERE digest IS NOT NULL');
    await runner.query('CREATE INDEX kept_files_by_age ON kept_files (created_at)');
    // Those that are too old are looked for across organizations.
    for (const sql of systemTable('kept_files')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kept_files');
  }
}
