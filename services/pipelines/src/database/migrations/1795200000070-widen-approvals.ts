import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = ['pending', 'approved', 'rejected', 'withdrawn', 'expired'];
const STATES = [...BEFORE, 'superseded', 'changes_requested'];
const KINDS = ['run', 'promotion', 'drift', 'change_request'];

// The columns of a run are empty for the other kinds. `evidence_digest` is null in rows of older releases, whose digest
// is made of their evidence; so it is in their votes, which no longer count where a request is still open.
const COLUMNS = `ALTER TABLE approval
  ADD COLUMN kind text NOT NULL DEFAULT 'run', ADD COLUMN rule jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN evidence_digest text, ADD COLUMN requested_by_id uuid, ADD COLUMN requested_by_name text,
  ADD COLUMN environments jsonb, ADD COLUMN subject_id uuid, ADD COLUMN superseded_by uuid,
  ALTER COLUMN execution_id DROP NOT NULL, ALTER COLUMN node_id DROP NOT NULL, ALTER COLUMN node_key DROP NOT NULL,
  ADD CONSTRAINT approval_superseded_by_fkey FOREIGN KEY (org_id, superseded_by) REFERENCES approval (org_id, id),
  ADD CONSTRAINT approval_kind_check CHECK (kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')})),
  ADD CONSTRAINT approval_run_check CHECK ((kind = 'run') = (node_id IS NOT NULL AND execution_id IS NOT NULL
    AND node_key IS NOT NULL))`;

const VOTE_COLUMNS = `ALTER TABLE approval_vote ADD COLUMN evidence_digest text, ADD COLUMN on_behalf_of_id uuid,
  ADD COLUMN on_behalf_of_name text, ADD COLUMN replaced_at timestamptz,
  DROP CONSTRAINT approval_vote_org_id_approval_id_user_id_key`;

const INDEXES = [
  // A vote that was changed stays, replaced; of the others there is one for a person.
  `CREATE UNIQUE INDEX approval_vote_of_person ON approval_vote (org_id, approval_id, user_id) WHERE replaced_at IS NULL`,
  'CREATE INDEX approval_vote_list ON approval_vote (org_id, approval_id, id)',
  'CREATE UNIQUE INDEX approval_subject ON approval (org_id, subject_id) WHERE subject_id IS NOT NULL',
  'CREATE INDEX approval_newest ON approval (org_id, id DESC)',
  'CREATE INDEX approval_of_execution ON approval (org_id, execution_id)',
  'CREATE INDEX approval_of_superseder ON approval (org_id, superseded_by) WHERE superseded_by IS NOT NULL',
];

/** Requests of every kind, more ends than a decision, and votes that name their evidence and may be changed. */
export class WidenApprovals1795200000070 implements MigrationInterface {
  name = 'WidenApprovals1795200000070';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [COLUMNS, VOTE_COLUMNS, ...INDEXES]) await runner.query(sql);
    await allowStates(runner, STATES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowStates(runner, BEFORE);
    await runner.query(
      'DROP INDEX approval_vote_of_person, approval_vote_list, approval_newest, approval_of_execution',
    );
    await runner.query(`ALTER TABLE approval_vote DROP COLUMN evidence_digest, DROP COLUMN on_behalf_of_id,
      DROP COLUMN on_behalf_of_name, DROP COLUMN replaced_at,
      ADD CONSTRAINT approval_vote_org_id_approval_id_user_id_key UNIQUE (org_id, approval_id, user_id)`);
    await runner.query(`ALTER TABLE approval DROP CONSTRAINT approval_run_check, DROP COLUMN kind, DROP COLUMN rule,
      DROP COLUMN evidence_digest, DROP COLUMN requested_by_id, DROP COLUMN requested_by_name,
      DROP COLUMN environments, DROP COLUMN subject_id, DROP COLUMN superseded_by,
      ALTER COLUMN execution_id SET NOT NULL, ALTER COLUMN node_id SET NOT NULL, ALTER COLUMN node_key SET NOT NULL`);
  }
}

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function allowStates(runner: QueryRunner, states: readonly string[]): Promise<void> {
  const list = states.map((state) => `'${state}'`).join(', ');
  await runner.query(`ALTER TABLE approval DROP CONSTRAINT approval_state_check,
    ADD CONSTRAINT approval_state_check CHECK (state IN (${list})) NOT VALID`);
  await runner.query('ALTER TABLE approval VALIDATE CONSTRAINT approval_state_check');
}
