import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEY = 'execution_state_event_org_id_execution_id_fkey';

/**
 * State events are written by those who have just changed the execution, in the same statement's wake, and by nobody
 * else; asking for each of them whether the execution is there cost most of what writing it did (ADR 25).
 */
export class UnbindStateEvents1795200000140 implements MigrationInterface {
  name = 'UnbindStateEvents1795200000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE execution_state_event DROP CONSTRAINT ${KEY}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE execution_state_event ADD CONSTRAINT ${KEY}
      FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id)`);
  }
}
