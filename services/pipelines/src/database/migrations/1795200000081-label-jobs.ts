import type { MigrationInterface, QueryRunner } from 'typeorm';

// Ready jobs are looked for by organization and labels: the queue is walked from group to group and never read whole. The
// index by age goes, because by it a look for the oldest of a group would read all that are older. The key is the labels in
// one text: under row-level security an index is not searched for arrays, whose comparison is not leakproof.
const STATEMENTS = [
  `ALTER TABLE job ADD COLUMN labels text[] NOT NULL DEFAULT '{}', ADD COLUMN label_key text COLLATE "C" NOT NULL DEFAULT ''`,
  'DROP INDEX job_ready',
  `CREATE INDEX job_queue ON job (org_id, label_key, created_at) WHERE state = 'ready'`,
  `ALTER TABLE runner ADD COLUMN capabilities text[] NOT NULL DEFAULT '{}', ADD COLUMN version text,
     ADD COLUMN executor text, ADD COLUMN removed_at timestamptz`,
];

export class LabelJobs1795200000081 implements MigrationInterface {
  name = 'LabelJobs1795200000081';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX job_queue');
    await runner.query(`CREATE INDEX job_ready ON job (created_at) WHERE state = 'ready'`);
    await runner.query('ALTER TABLE job DROP COLUMN labels, DROP COLUMN label_key');
    await runner.query(`ALTER TABLE runner DROP COLUMN capabilities, DROP COLUMN version, DROP COLUMN executor,
      DROP COLUMN removed_at`);
  }
}
