import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// What came of the attempts before the one that the node's own row tells of.
const ATTEMPT = `CREATE TABLE node_attempt (
  org_id uuid NOT NULL, node_id uuid NOT NULL, attempt int NOT NULL CHECK (attempt > 0), message text, exit_code int,
  outcome text NOT NULL CHECK (outcome IN ('failed', 'timed_out')), first_error_line int, runner_name text,
  started_at timestamptz, finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org_id, node_id, attempt), FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id))`;

// `time_out`: the node ends then. `due`: what it waits for has come then.
const TIMER = `ALTER TABLE node_deadline ADD COLUMN event text NOT NULL DEFAULT 'time_out'
  CHECK (event IN ('time_out', 'due'))`;

const ENDS = ['succeeded', 'failed', 'errored', 'cancelled', 'timed_out', 'unknown'];
const EXECUTION = ['queued', 'running', 'waiting', 'cancelling', 'blocked', ...ENDS];
const NODE = ['pending', 'ready', 'running', 'waiting', 'skipped', ...ENDS];
const KINDS = ['checkout', 'shell', 'http', 'gate', 'approval', 'deploy', 'promote'];

/** Nodes that are tried again or wait for a time, executions that are paused or end with a warning. */
export class TryAgain1795200000039 implements MigrationInterface {
  name = 'TryAgain1795200000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ATTEMPT);
    for (const sql of tenantTable('node_attempt')) await runner.query(sql);
    await runner.query(TIMER);
    await allow(runner, ['execution', 'status'], [...EXECUTION, 'paused', 'warning']);
    await allow(runner, ['node', 'status'], [...NODE, 'retrying']);
    await allow(runner, ['node', 'kind'], [...KINDS, 'wait']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, ['node', 'kind'], KINDS);
    await allow(runner, ['node', 'status'], NODE);
    await allow(runner, ['execution', 'status'], EXECUTION);
    await runner.query('ALTER TABLE node_deadline DROP COLUMN event');
    await runner.query('DROP TABLE node_attempt');
  }
}

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function allow(runner: QueryRunner, [table, column]: [string, string], values: readonly string[]): Promise<void> {
  const list = values.map((value) => `'${value}'`).join(', ');
  const name = `${table}_${column}_check`;
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name},
    ADD CONSTRAINT ${name} CHECK (${column} IN (${list})) NOT VALID`);
  await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
}
