import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts the changes of an execution's state: a change that was planned on states that are not so any more does not land.
 * Half-empty pages let a node's states be rewritten in place, without touching its indexes.
 */
export class NumberRevisions1795200000034 implements MigrationInterface {
  name = 'NumberRevisions1795200000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE execution ADD COLUMN revision int NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE execution SET (fillfactor = 70)');
    await runner.query('ALTER TABLE node SET (fillfactor = 70)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE node RESET (fillfactor)');
    await runner.query('ALTER TABLE execution RESET (fillfactor)');
    await runner.query('ALTER TABLE execution DROP COLUMN revision');
  }
}
