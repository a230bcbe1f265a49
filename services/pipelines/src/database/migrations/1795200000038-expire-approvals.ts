import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a request ends without a decision. */
export class ExpireApprovals1795200000038 implements MigrationInterface {
  name = 'ExpireApprovals1795200000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE approval ADD COLUMN expires_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE approval DROP COLUMN expires_at');
  }
}
