import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every new execution was entered twice in the same order: lists read the unique index on organization and id backwards. */
export class DropDoubledList1795200000160 implements MigrationInterface {
  name = 'DropDoubledList1795200000160';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX execution_list');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX execution_list ON execution (org_id, id DESC)');
  }
}
