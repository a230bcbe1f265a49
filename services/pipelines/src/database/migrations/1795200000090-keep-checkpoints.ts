import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// What was asked for when an execution was run again in part, and what had to be said about it then.
const REPLAY = `CREATE TABLE replay (
  org_id uuid NOT NULL, execution_id uuid NOT NULL, from_nodes jsonb NOT NULL DEFAULT '[]', failed_only boolean NOT NULL,
  changed_inputs jsonb NOT NULL DEFAULT '[]', warnings jsonb NOT NULL DEFAULT '[]', PRIMARY KEY (org_id, execution_id),
  CHECK (jsonb_typeof(from_nodes) = 'array' AND jsonb_typeof(changed_inputs) = 'array' AND jsonb_typeof(warnings) = 'array'),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id))`;

/** Nodes that are taken over from the execution before, as they ended there. */
export class KeepCheckpoints1795200000090 implements MigrationInterface {
  name = 'KeepCheckpoints1795200000090';

  async up(runner: QueryRunner): Promise<void> {
    // `copied_from`: the node that did the work, also where a copy was copied. `waits_for`: the nodes that it waits for in
    // this execution, where those are others than its definition needs.
    await runner.query('ALTER TABLE node ADD COLUMN copied_from uuid, ADD COLUMN waits_for jsonb');
    await runner.query(`ALTER TABLE node ADD CONSTRAINT node_copied_from_fkey
      FOREIGN KEY (org_id, copied_from) REFERENCES node (org_id, id) NOT VALID`);
    await runner.query('ALTER TABLE node VALIDATE CONSTRAINT node_copied_from_fkey');
    await runner.query('CREATE INDEX copies_of_node ON node (org_id, copied_from) WHERE copied_from IS NOT NULL');
    await runner.query(REPLAY);
    for (const sql of tenantTable('replay')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE replay');
    await runner.query('ALTER TABLE node DROP COLUMN waits_for, DROP COLUMN copied_from');
  }
}
