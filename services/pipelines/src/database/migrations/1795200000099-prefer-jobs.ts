import type { MigrationInterface, QueryRunner } from 'typeorm';

// Within a group of equal organization and labels the queue is read by priority, then by age.
const STATEMENTS = [
  'ALTER TABLE execution ADD COLUMN priority smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN -10 AND 10)',
  'ALTER TABLE job ADD COLUMN priority smallint NOT NULL DEFAULT 0',
  'DROP INDEX job_queue',
  `CREATE INDEX job_queue ON job (org_id, label_key, priority DESC, created_at) WHERE state = 'ready'`,
];

/** Executions whose jobs come before those of others of their organization. */
export class PreferJobs1795200000099 implements MigrationInterface {
  name = 'PreferJobs1795200000099';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX job_queue');
    await runner.query(`CREATE INDEX job_queue ON job (org_id, label_key, created_at) WHERE state = 'ready'`);
    await runner.query('ALTER TABLE job DROP COLUMN priority');
    await runner.query('ALTER TABLE execution DROP COLUMN priority');
  }
}
