import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each table by the column that was its key alone; the look-ups without an organization still find it by that. */
const KEYS = {
  execution_placement: 'execution_id',
  hook_address: 'repository_id',
  node_deadline: 'node_id',
  receipt_work: 'receipt_id',
};

/**
 * The organization becomes part of these keys: without it, writing a row with another organization's id was refused as a
 * duplicate, where an id that exists nowhere is refused as missing.
 */
export class KeyByOrganization1763600400000 implements MigrationInterface {
  name = 'KeyByOrganization1763600400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of Object.entries(KEYS)) await rekey(runner, table, `${column}, org_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of Object.entries(KEYS)) await rekey(runner, table, column);
  }
}

async function rekey(runner: QueryRunner, table: string, columns: string): Promise<void> {
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey, ADD PRIMARY KEY (${columns})`);
}
