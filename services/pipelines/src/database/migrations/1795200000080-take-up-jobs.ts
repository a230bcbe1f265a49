import type { MigrationInterface, QueryRunner } from 'typeorm';

// A runner may take up again, after a restart, what it held under the same registration: with its credential it has kept
// its notes of what it has begun. One that registered anew may have lost both.
const STATEMENTS = [
  'ALTER TABLE runner ADD COLUMN registration int NOT NULL DEFAULT 1',
  'ALTER TABLE job ADD COLUMN runner_registration int',
  `CREATE INDEX job_held ON job (runner_id) WHERE state = 'running'`,
];

export class TakeUpJobs1795200000080 implements MigrationInterface {
  name = 'TakeUpJobs1795200000080';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX job_held');
    await runner.query('ALTER TABLE job DROP COLUMN runner_registration');
    await runner.query('ALTER TABLE runner DROP COLUMN registration');
  }
}
