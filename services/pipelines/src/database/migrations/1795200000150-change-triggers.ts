import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHANGED = ['branch_rule', 'schedule', 'hook_trigger', 'follow_up'];

/**
 * What a rule gives the pipeline that it starts: expressions over what the forge says, by the name of the input. And how
 * often a rule or another trigger was changed, so that a change is of what was looked at.
 */
export class ChangeTriggers1795200000150 implements MigrationInterface {
  name = 'ChangeTriggers1795200000150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE branch_rule ADD COLUMN inputs jsonb NOT NULL DEFAULT '{}'`);
    for (const table of CHANGED) await runner.query(`ALTER TABLE ${table} ADD COLUMN version int NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of CHANGED) await runner.query(`ALTER TABLE ${table} DROP COLUMN version`);
    await runner.query('ALTER TABLE branch_rule DROP COLUMN inputs');
  }
}
