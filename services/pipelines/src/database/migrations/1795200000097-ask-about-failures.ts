import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = ['run', 'promotion', 'drift', 'change_request'];
const STATES = ['pending', 'approved', 'rejected', 'withdrawn', 'expired', 'superseded', 'changes_requested'];

// What has failed, and what somebody said to it. A node can fail and be asked about more than once, but not at once.
const COLUMNS = `ALTER TABLE approval ADD COLUMN failure jsonb,
  ADD COLUMN answer text CHECK (answer IN ('retry', 'skip', 'abort')), ADD COLUMN answer_comment text,
  ADD COLUMN answered_by_id uuid, ADD COLUMN answered_by_name text,
  DROP CONSTRAINT approval_org_id_node_id_key, DROP CONSTRAINT approval_run_check`;
const INDEXES = [
  'CREATE INDEX approval_of_node ON approval (org_id, node_id) WHERE node_id IS NOT NULL',
  `CREATE UNIQUE INDEX approval_open_of_node ON approval (org_id, node_id)
    WHERE state IN ('pending', 'changes_requested')`,
];

const ofRun = (kinds: string): string =>
  `CHECK ((${kinds}) = (node_id IS NOT NULL AND execution_id IS NOT NULL AND node_key IS NOT NULL))`;

/** Requests about nodes that have failed. */
export class AskAboutFailures1795200000097 implements MigrationInterface {
  name = 'AskAboutFailures1795200000097';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [COLUMNS, ...INDEXES]) await runner.query(sql);
    await check(runner, 'approval_kind_check', oneOf('kind', [...KINDS, 'failure']));
    await check(runner, 'approval_state_check', oneOf('state', [...STATES, 'resolved']));
    await check(runner, 'approval_run_check', ofRun(`kind = 'run' OR kind = 'failure'`));
    await check(runner, 'approval_failure_check', `CHECK ((kind = 'failure') = (failure IS NOT NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE approval DROP CONSTRAINT approval_failure_check');
    await check(runner, 'approval_run_check', ofRun(`kind = 'run'`));
    await check(runner, 'approval_state_check', oneOf('state', STATES));
    await check(runner, 'approval_kind_check', oneOf('kind', KINDS));
    await runner.query('DROP INDEX approval_open_of_node, approval_of_node');
    await runner.query(`ALTER TABLE approval DROP COLUMN failure, DROP COLUMN answer, DROP COLUMN answer_comment,
      DROP COLUMN answered_by_id, DROP COLUMN answered_by_name,
      ADD CONSTRAINT approval_org_id_node_id_key UNIQUE (org_id, node_id)`);
  }
}

const oneOf = (column: string, values: readonly string[]): string =>
  `CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function check(runner: QueryRunner, name: string, condition: string): Promise<void> {
  await runner.query(`ALTER TABLE approval DROP CONSTRAINT IF EXISTS ${name},
    ADD CONSTRAINT ${name} ${condition} NOT VALID`);
  await runner.query(`ALTER TABLE approval VALIDATE CONSTRAINT ${name}`);
}
