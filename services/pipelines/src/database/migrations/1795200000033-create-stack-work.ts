import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repositories whose files are to be looked at: what are they written with? */
export class CreateStackWork1795200000033 implements MigrationInterface {
  name = 'CreateStackWork1795200000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE stack_work (
      repository_id uuid NOT NULL, org_id uuid NOT NULL, attempts int NOT NULL DEFAULT 0, fence int NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (repository_id, org_id),
      FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`);
    await runner.query('CREATE INDEX stack_work_due ON stack_work (due_at)');
    // The worker serves all organizations.
    for (const sql of systemTable('stack_work')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stack_work');
  }
}
