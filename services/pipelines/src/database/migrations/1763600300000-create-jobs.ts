import { globalTable, systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const RUNNER = `CREATE TABLE runner (
  id uuid PRIMARY KEY, name text NOT NULL UNIQUE, labels text[] NOT NULL, token_hash text NOT NULL UNIQUE,
  registered_at timestamptz NOT NULL DEFAULT clock_timestamp(), last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp())`;

// The id is the node's attempt id. `fence` counts up with each hand-over and whenever the job is taken back.
const JOB = `CREATE TABLE job (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, node_id uuid NOT NULL, spec jsonb NOT NULL,
  state text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'running', 'finished')),
  fence int NOT NULL DEFAULT 0, lease_until timestamptz, runner_id uuid REFERENCES runner (id),
  cancel_requested boolean NOT NULL DEFAULT false, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id))`;

const PLACEMENT = `CREATE TABLE execution_placement (
  execution_id uuid PRIMARY KEY, org_id uuid NOT NULL, runner_id uuid NOT NULL REFERENCES runner (id),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id))`;

const DEADLINE = `CREATE TABLE node_deadline (
  node_id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, due_at timestamptz NOT NULL,
  FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id))`;

const NODE_LOG = `CREATE TABLE node_log (
  org_id uuid NOT NULL, node_id uuid NOT NULL, line int NOT NULL, at timestamptz NOT NULL, text text NOT NULL,
  stream text NOT NULL CHECK (stream IN ('stdout', 'stderr', 'system')),
  PRIMARY KEY (org_id, node_id, line), FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id))`;

const APPROVAL = `CREATE TABLE approval (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, node_id uuid NOT NULL, node_key text NOT NULL,
  title text NOT NULL, effect text NOT NULL, required_votes int NOT NULL CHECK (required_votes > 0),
  evidence jsonb NOT NULL, requested_at timestamptz NOT NULL DEFAULT clock_timestamp(), decided_at timestamptz,
  state text NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired')),
  UNIQUE (org_id, id), UNIQUE (org_id, node_id),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id))`;

const VOTE = `CREATE TABLE approval_vote (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, approval_id uuid NOT NULL, user_id uuid NOT NULL, user_name text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approve', 'reject')), comment text,
  voted_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (org_id, approval_id, user_id),
  FOREIGN KEY (org_id, approval_id) REFERENCES approval (org_id, id))`;

const INDEXES = [
  `CREATE INDEX job_ready ON job (created_at) WHERE state = 'ready'`,
  `CREATE INDEX job_lease ON job (lease_until) WHERE state = 'running'`,
  'CREATE INDEX node_deadline_due ON node_deadline (due_at)',
  'CREATE INDEX approval_list ON approval (org_id, state, id DESC)',
];

export class CreateJobs1763600300000 implements MigrationInterface {
  name = 'CreateJobs1763600300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [RUNNER, JOB, PLACEMENT, DEADLINE, NODE_LOG, APPROVAL, VOTE, ...INDEXES]) await runner.query(sql);
    const policies = [
      // Runners serve the installation; they belong to no organization.
      ...globalTable('runner'),
      // Work queues: handed out to runners and swept across organizations.
      ...['job', 'execution_placement', 'node_deadline'].flatMap(systemTable),
      ...['node_log', 'approval', 'approval_vote'].flatMap(tenantTable),
    ];
    for (const sql of policies) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE approval_vote, approval, node_log, node_deadline, execution_placement, job, runner');
  }
}
