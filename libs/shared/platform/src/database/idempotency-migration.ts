import type { MigrationInterface, QueryRunner } from 'typeorm';
import { systemTable } from './table-policies.js';

const TABLES = [
  `CREATE TABLE idempotency_key (
     id uuid PRIMARY KEY, org_id uuid, scope text NOT NULL, route text NOT NULL, key text NOT NULL,
     request text NOT NULL, response text, lease_id uuid NOT NULL, lease_until timestamptz NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (scope, route, key))`,
  `CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at)`,
  `CREATE TABLE idempotency_step (
     key_id uuid NOT NULL REFERENCES idempotency_key (id) ON DELETE CASCADE, step text NOT NULL, org_id uuid,
     result text NOT NULL, PRIMARY KEY (key_id, step))`,
];

/**
 * What a request with an Idempotency-Key has done so far, and what it answered. System tables: keys of sign-ups and of
 * people outside an organization belong to none, and old ones are pruned across organizations. `org_id` of a step is
 * the organization of the transaction that recorded it, which for a new organization is not that of the key.
 */
export class IdempotencyTables1700000000002 implements MigrationInterface {
  name = 'IdempotencyTables1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of ['idempotency_key', 'idempotency_step']) {
      for (const sql of systemTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_step, idempotency_key');
  }
}
