import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each table by the columns that were its key alone. */
const KEYS = {
  config_version_secret: 'config_version_id, secret_id',
  deployment_target: 'deployment_id, host_id',
  deployment_work: 'deployment_id',
};

/**
 * The organization becomes part of these keys: without it, writing a row with another organization's id was refused as a
 * duplicate, where an id that exists nowhere is refused as missing.
 */
export class KeyByOrganization1763596800004 implements MigrationInterface {
  name = 'KeyByOrganization1763596800004';

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
