import type { MigrationInterface, QueryRunner } from 'typeorm';
import { systemTable } from './table-policies.js';

const TABLES = [
  `CREATE TABLE aggregate_version (
     aggregate text NOT NULL, aggregate_id text NOT NULL, org_id uuid NOT NULL, version int NOT NULL,
     PRIMARY KEY (org_id, aggregate, aggregate_id))`,
  `CREATE TABLE outbox (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, aggregate text NOT NULL, aggregate_id text NOT NULL,
     version int NOT NULL, type text NOT NULL, type_version int NOT NULL, payload jsonb NOT NULL,
     traceparent text, created_at timestamptz NOT NULL DEFAULT clock_timestamp(), published_at timestamptz,
     redrive int NOT NULL DEFAULT 0, UNIQUE (org_id, aggregate, aggregate_id, version))`,
  `CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL`,
  `CREATE TABLE inbox (
     consumer text NOT NULL, event_id uuid NOT NULL, org_id uuid NOT NULL,
     processed_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (consumer, event_id))`,
  `CREATE TABLE dead_letter (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, consumer text NOT NULL, event_id uuid NOT NULL, type text NOT NULL,
     payload jsonb NOT NULL, error text NOT NULL, died_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (consumer, event_id))`,
];

/** The tables that every service has: outbox, inbox, dead letters. System tables, because
 *  relay and consumers work across organizations. Runs before a service's own migrations. */
export class PlatformTables1700000000000 implements MigrationInterface {
  name = 'PlatformTables1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of ['aggregate_version', 'outbox', 'inbox', 'dead_letter']) {
      for (const sql of systemTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dead_letter, inbox, outbox, aggregate_version');
  }
}
