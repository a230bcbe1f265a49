import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which request a runner got a job, so that the same request again gets the same one. */
export class NameAcquires1795200000131 implements MigrationInterface {
  name = 'NameAcquires1795200000131';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE job ADD COLUMN acquired_by uuid');
    // Two calls with one name get one job between them, also when neither hears of the other.
    await runner.query(`CREATE UNIQUE INDEX job_acquired_by ON job (runner_id, acquired_by)
      WHERE state = 'running' AND acquired_by IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE job DROP COLUMN acquired_by');
  }
}
