import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['schedule', 'follow_up', 'hook_trigger', 'firing'];

/**
 * What a trigger gives the pipeline that it starts, by the name of the input. A schedule has values, a follow-up values
 * that may hold references to the run before, a hook expressions over the body of a call. A firing has what it was fired
 * with: of a hook the values, since the body is not kept.
 */
export class GiveInputs1795200000100 implements MigrationInterface {
  name = 'GiveInputs1795200000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`ALTER TABLE ${table} ADD COLUMN inputs jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP COLUMN inputs`);
  }
}
