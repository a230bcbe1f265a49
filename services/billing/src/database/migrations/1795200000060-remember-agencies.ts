import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The agency of an organization, which is told once: with the organization. Not another organization's row to see. */
export class RememberAgencies1795200000060 implements MigrationInterface {
  name = 'RememberAgencies1795200000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscription ADD COLUMN parent_org_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscription DROP COLUMN parent_org_id');
  }
}
