import type { MigrationInterface, QueryRunner } from 'typeorm';
import { globalTable, systemTable } from './table-policies.js';

const TABLES = [
  `CREATE TABLE data_key (
     id uuid PRIMARY KEY, org_id uuid, wrapped text NOT NULL, kek_id text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), retired_at timestamptz)`,
  // One key seals for each organization, and one (org_id null) for the rows of nobody.
  `CREATE UNIQUE INDEX data_key_active ON data_key (org_id) NULLS NOT DISTINCT WHERE retired_at IS NULL`,
  `CREATE INDEX data_key_by_kek ON data_key (kek_id)`,
  `CREATE TABLE derivation_root (id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), sealed text NOT NULL)`,
];

/**
 * Data keys, each wrapped by a key-encryption key that is not in the database. A system table: keys are read by their
 * id before it is known whose they are, and re-wrapped across organizations. The derivation root is the installation's.
 */
export class DataKeyTables1700000000003 implements MigrationInterface {
  name = 'DataKeyTables1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const sql of [...systemTable('data_key'), ...globalTable('derivation_root')]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE derivation_root, data_key');
  }
}
