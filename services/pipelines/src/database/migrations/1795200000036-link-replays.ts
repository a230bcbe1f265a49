import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which execution another one repeats. */
export class LinkReplays1795200000036 implements MigrationInterface {
  name = 'LinkReplays1795200000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE execution ADD COLUMN replay_of uuid');
    await runner.query(`ALTER TABLE execution ADD CONSTRAINT execution_replay_of_fkey
      FOREIGN KEY (org_id, replay_of) REFERENCES execution (org_id, id) NOT VALID`);
    await runner.query('ALTER TABLE execution VALIDATE CONSTRAINT execution_replay_of_fkey');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE execution DROP COLUMN replay_of');
  }
}
