import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * State events have one index instead of two, the one that they are read by. The pages of executions leave room for a
 * new version of each row: a round of the engine changes many neighbours at once.
 */
export class SlimStateEvents1795200000037 implements MigrationInterface {
  name = 'SlimStateEvents1795200000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE execution_state_event DROP CONSTRAINT execution_state_event_pkey,
      ADD PRIMARY KEY (org_id, execution_id, id)`);
    await runner.query('DROP INDEX state_event_of_execution');
    await runner.query('ALTER TABLE execution SET (fillfactor = 45)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE execution SET (fillfactor = 70)');
    await runner.query('CREATE INDEX state_event_of_execution ON execution_state_event (org_id, execution_id, id)');
    await runner.query(`ALTER TABLE execution_state_event DROP CONSTRAINT execution_state_event_pkey,
      ADD PRIMARY KEY (id)`);
  }
}
