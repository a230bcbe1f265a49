import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Executions of a concurrency group that are not over: the one whose turn it is, and those that wait for theirs.
const TURN = `CREATE TABLE execution_turn (
  execution_id uuid NOT NULL, org_id uuid NOT NULL, repository_id uuid NOT NULL, group_name text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY, is_now boolean NOT NULL, is_superseded boolean NOT NULL DEFAULT false,
  PRIMARY KEY (execution_id, org_id),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`;

const INDEXES = [
  'CREATE UNIQUE INDEX execution_turn_now ON execution_turn (org_id, repository_id, group_name) WHERE is_now',
  'CREATE INDEX execution_turn_next ON execution_turn (org_id, repository_id, group_name, position) WHERE NOT is_now',
  'CREATE INDEX execution_turn_superseded ON execution_turn (position) WHERE is_superseded',
];

/** Executions that take turns. */
export class TakeTurns1795200000041 implements MigrationInterface {
  name = 'TakeTurns1795200000041';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TURN, ...INDEXES]) await runner.query(sql);
    // Given on across organizations.
    for (const sql of systemTable('execution_turn')) await runner.query(sql);
    await runner.query('ALTER TABLE execution ADD COLUMN concurrency_group text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE execution DROP COLUMN concurrency_group');
    await runner.query('DROP TABLE execution_turn');
  }
}
