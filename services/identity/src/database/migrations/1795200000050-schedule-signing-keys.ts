import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A signing key is published some time before it signs, and for some time after another one does: `retired_at` may lie
 *  ahead, and the one key without it is the newest. */
export class ScheduleSigningKeys1795200000050 implements MigrationInterface {
  name = 'ScheduleSigningKeys1795200000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signing_key ADD COLUMN signs_at timestamptz NOT NULL DEFAULT clock_timestamp()');
    await runner.query('UPDATE signing_key SET signs_at = created_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signing_key DROP COLUMN signs_at');
  }
}
