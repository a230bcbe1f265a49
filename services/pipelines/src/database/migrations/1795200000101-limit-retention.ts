import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// How many days after the end of an execution its artifacts and its logs are kept; null for ever. `log_cursor`: the
// execution up to which the logs of this round are gone.
const RETENTION = `CREATE TABLE retention (
  org_id uuid PRIMARY KEY, artifact_days int CHECK (artifact_days BETWEEN 1 AND 3650),
  log_days int CHECK (log_days BETWEEN 1 AND 3650), log_cursor uuid,
  due_at timestamptz NOT NULL DEFAULT clock_timestamp(), updated_at timestamptz NOT NULL DEFAULT clock_timestamp())`;

/** What organizations do not want to keep for ever. */
export class LimitRetention1795200000101 implements MigrationInterface {
  name = 'LimitRetention1795200000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RETENTION);
    await runner.query('CREATE INDEX retention_due ON retention (due_at)');
    // Who is due is asked across organizations.
    for (const sql of systemTable('retention')) await runner.query(sql);
    await runner.query('CREATE INDEX artifact_by_age ON artifact (org_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX artifact_by_age');
    await runner.query('DROP TABLE retention');
  }
}
