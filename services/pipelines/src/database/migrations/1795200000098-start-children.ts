import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Which node has started which execution. `due_at` is there while there is something to do: to start it or to cancel it.
// An attempt of a node starts one at most.
const CHILD_RUN = `CREATE TABLE child_run (
  attempt_id uuid NOT NULL, org_id uuid NOT NULL, execution_id uuid NOT NULL, node_id uuid NOT NULL, child_id uuid,
  file text NOT NULL, inputs jsonb NOT NULL, waits boolean NOT NULL, is_cancel_wanted boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'started', 'over')),
  fence int NOT NULL DEFAULT 0, attempts int NOT NULL DEFAULT 0, due_at timestamptz DEFAULT clock_timestamp(),
  PRIMARY KEY (org_id, attempt_id), UNIQUE (org_id, child_id), CHECK (state <> 'started' OR child_id IS NOT NULL),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id),
  FOREIGN KEY (org_id, child_id) REFERENCES execution (org_id, id))`;

const INDEXES = [
  'CREATE INDEX child_run_due ON child_run (due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX child_run_of_node ON child_run (org_id, node_id)',
  'CREATE INDEX child_run_of_execution ON child_run (org_id, execution_id)',
];

const TRIGGERS = ['push', 'manual', 'replay', 'schedule', 'tag', 'pull_request', 'pipeline', 'hook'];
const KINDS = ['checkout', 'shell', 'http', 'gate', 'wait', 'approval', 'deploy', 'promote'];

/** Nodes that start other pipelines. */
export class StartChildren1795200000098 implements MigrationInterface {
  name = 'StartChildren1795200000098';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [CHILD_RUN, ...INDEXES]) await runner.query(sql);
    // Started and cancelled across organizations.
    for (const sql of systemTable('child_run')) await runner.query(sql);
    await allow(runner, ['execution', 'trigger'], [...TRIGGERS, 'parent']);
    await allow(runner, ['node', 'kind'], [...KINDS, 'pipeline']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, ['node', 'kind'], KINDS);
    await allow(runner, ['execution', 'trigger'], TRIGGERS);
    await runner.query('DROP TABLE child_run');
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
