import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  CREATE_LOG_ENTRY,
  CREATE_PARTITION_FUNCTION,
  GRANT_PARTITION_FUNCTION,
  logPolicies,
} from '../log-table-sql.js';

const STATEMENTS = [
  CREATE_LOG_ENTRY,
  `CREATE INDEX log_entry_at ON log_entry USING brin (at)`,
  `CREATE INDEX log_entry_stream ON log_entry (org_id, service_id, environment_id, at DESC, seq DESC)`,
  `CREATE INDEX log_entry_errors ON log_entry (org_id, service_id, environment_id, at DESC) WHERE level >= 4`,
  // A flush takes one value and numbers its lines inside: seq = value × 8192 + n.
  `CREATE SEQUENCE log_flush`,
  // The (service, environment) pairs that have lines: a search over all of them asks each by its index.
  `CREATE TABLE log_stream (
     org_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL,
     first_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (org_id, service_id, environment_id))`,
  ...logPolicies('log_entry'),
  // Written by the group commit, which holds streams of several organizations.
  ...systemTable('log_stream'),
  CREATE_PARTITION_FUNCTION,
  ...GRANT_PARTITION_FUNCTION,
];

/** Log lines in partitions of a day, the streams they belong to, and the function that makes partitions ahead. */
export class CreateLogs1790000000002 implements MigrationInterface {
  name = 'CreateLogs1790000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION ensure_log_partition(date)');
    await runner.query('DROP TABLE log_stream, log_entry');
    await runner.query('DROP SEQUENCE log_flush');
  }
}
