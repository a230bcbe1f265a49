import type { MigrationInterface, QueryRunner } from 'typeorm';
import { globalTable, systemTable } from './table-policies.js';

const OUTBOX = [
  // The version of the last event of the aggregate that each consumer reads: what the next one follows.
  `ALTER TABLE aggregate_version ADD COLUMN last_of jsonb NOT NULL DEFAULT '{}'`,
  `ALTER TABLE outbox ADD COLUMN follows jsonb NOT NULL DEFAULT '{}'`,
  `CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL`,
  // A row for each consumer that has not yet said that it holds the event.
  `CREATE TABLE outbox_delivery (
     event_id uuid NOT NULL, consumer text NOT NULL, org_id uuid NOT NULL,
     published_at timestamptz NOT NULL DEFAULT clock_timestamp(), redrive int NOT NULL DEFAULT 0,
     next_action_at timestamptz NOT NULL, PRIMARY KEY (event_id, consumer))`,
  `CREATE INDEX outbox_delivery_due ON outbox_delivery (next_action_at)`,
  // Counted up each second here and in the queue: a queue that shows less has lost what it held.
  `CREATE TABLE queue_pulse (
     id int PRIMARY KEY CHECK (id = 1), epoch int NOT NULL DEFAULT 0, counter bigint NOT NULL DEFAULT 0,
     run_id text NOT NULL DEFAULT '', beat_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `INSERT INTO queue_pulse (id) VALUES (1)`,
];

const INBOX = [
  `CREATE INDEX inbox_processed ON inbox (processed_at)`,
  `CREATE TABLE inbox_order (
     consumer text NOT NULL, org_id uuid NOT NULL, source text NOT NULL, aggregate text NOT NULL,
     aggregate_id text NOT NULL, type text NOT NULL, last_version int NOT NULL,
     PRIMARY KEY (org_id, consumer, source, aggregate, aggregate_id, type))`,
  `CREATE TABLE inbox_parked (
     consumer text NOT NULL, event_id uuid NOT NULL, org_id uuid NOT NULL, source text NOT NULL, aggregate text NOT NULL,
     aggregate_id text NOT NULL, version int NOT NULL, follows int NOT NULL, type text NOT NULL, envelope jsonb NOT NULL,
     parked_at timestamptz NOT NULL DEFAULT clock_timestamp(), alarmed_at timestamptz, redrive int NOT NULL DEFAULT 0,
     next_action_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (consumer, event_id))`,
  `CREATE INDEX inbox_parked_behind ON inbox_parked (org_id, consumer, source, aggregate, aggregate_id, follows)`,
  `CREATE TABLE inbox_acknowledgement (
     consumer text NOT NULL, event_id uuid NOT NULL, org_id uuid NOT NULL, source text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (consumer, event_id))`,
  `CREATE TABLE delivery_attempt (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, consumer text NOT NULL, event_id uuid NOT NULL,
     started_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz,
     outcome text CHECK (outcome IN ('transient', 'unexpected', 'permanent', 'unknown_outcome')), error text)`,
  `CREATE INDEX delivery_attempt_of ON delivery_attempt (consumer, event_id)`,
];

const DEAD_LETTERS = [
  `ALTER TABLE dead_letter
     ADD COLUMN reason text NOT NULL DEFAULT 'permanent'
       CHECK (reason IN ('permanent', 'exhausted', 'quarantined', 'unknown_outcome', 'no_handler')),
     ADD COLUMN code text, ADD COLUMN source text NOT NULL DEFAULT '', ADD COLUMN trace_id text,
     ADD COLUMN consumer_version text NOT NULL DEFAULT '', ADD COLUMN starts int NOT NULL DEFAULT 1,
     ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replaying', 'replayed', 'discarded')),
     ADD COLUMN version int NOT NULL DEFAULT 1, ADD COLUMN replays int NOT NULL DEFAULT 0,
     ADD COLUMN redrive int NOT NULL DEFAULT 0,
     ADD COLUMN next_action_at timestamptz, ADD COLUMN resolved_at timestamptz, ADD COLUMN resolved_by_id uuid,
     ADD COLUMN resolved_by_name text, ADD COLUMN discard_reason text, ADD UNIQUE (org_id, id)`,
  `CREATE INDEX dead_letter_due ON dead_letter (next_action_at) WHERE next_action_at IS NOT NULL`,
  `CREATE INDEX dead_letter_unresolved ON dead_letter (state) WHERE state IN ('open', 'replaying')`,
];

/** What relay, sweeper and consumers work on across organizations. */
const SYSTEM_TABLES = ['outbox_delivery', 'inbox_order', 'inbox_parked', 'inbox_acknowledgement', 'delivery_attempt'];

/** Acknowledgement, order, attempts, the queue's pulse, and what a person needs to settle a dead letter. */
export class PlatformDelivery1700000000001 implements MigrationInterface {
  name = 'PlatformDelivery1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...OUTBOX, ...INBOX, ...DEAD_LETTERS]) await runner.query(sql);
    for (const table of SYSTEM_TABLES) for (const sql of systemTable(table)) await runner.query(sql);
    for (const sql of globalTable('queue_pulse')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE queue_pulse, ${SYSTEM_TABLES.join(', ')}`);
    await runner.query('DROP INDEX outbox_published, inbox_processed');
    await runner.query('ALTER TABLE aggregate_version DROP COLUMN last_of');
    await runner.query('ALTER TABLE outbox DROP COLUMN follows');
    await runner.query(
      `ALTER TABLE dead_letter DROP COLUMN reason, DROP COLUMN code, DROP COLUMN source, DROP COLUMN trace_id,
         DROP COLUMN consumer_version, DROP COLUMN starts, DROP COLUMN state, DROP COLUMN version, DROP COLUMN replays, DROP COLUMN redrive,
         DROP COLUMN next_action_at, DROP COLUMN resolved_at, DROP COLUMN resolved_by_id, DROP COLUMN resolved_by_name,
         DROP COLUMN discard_reason`,
    );
  }
}
