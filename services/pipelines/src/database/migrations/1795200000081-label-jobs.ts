import type { MigrationInterface, QueryRunner } from 'typeorm';

// Ready jobs are looked for by organization and labels: the queue is walked from group to group and never read whole.
const STATEMENTS = [
  `ALTER TABLE job ADD COLUMN labels text[] NOT NULL DEFAULT '{}'`,
  `CREATE INDEX job_queue ON job (org_id, labels, created_at) WHERE state = 'ready'`,
  `ALTER TABLE runner ADD COLUMN capabilities text[] NOT NULL DEFAULT '{}', ADD COLUMN version text,
     ADD COLUMN executor text, ADD COLUMN paused_at timestamptz, ADD COLUMN removed_at timestamptz`,
];

export class LabelJobs1795200000081 implements MigrationInterface {
  name = 'LabelJobs1795200000081';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX job_queue');
    await runner.query('ALTER TABLE job DROP COLUMN labels');
    await runner.query(`ALTER TABLE runner DROP COLUMN capabilities, DROP COLUMN version, DROP COLUMN executor,
      DROP COLUMN paused_at, DROP COLUMN removed_at`);
  }
}
