import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What whoever started an execution gave it. */
export class TakeInputs1795200000040 implements MigrationInterface {
  name = 'TakeInputs1795200000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE execution ADD COLUMN inputs jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE execution DROP COLUMN inputs');
  }
}
