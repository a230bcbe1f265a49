import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// One row for what a step, or somebody from outside, says about an execution; saying it again replaces it.
const EVIDENCE = `CREATE TABLE evidence (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, execution_id uuid NOT NULL, node_id uuid, artifact_id uuid, name text NOT NULL,
  summary jsonb NOT NULL CHECK (jsonb_typeof(summary) = 'object'),
  items jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(items) = 'array'), problem text, tool text, url text,
  source_digest text, recorded_by_id uuid, recorded_by_name text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind text NOT NULL CHECK (kind IN ('test_report', 'coverage', 'vulnerability_scan', 'sbom', 'signature', 'ci_step')),
  status text NOT NULL CHECK (status IN ('pending', 'running', 'passed', 'warning', 'failed', 'skipped', 'unreadable')),
  UNIQUE (org_id, id), UNIQUE NULLS NOT DISTINCT (org_id, execution_id, kind, name, node_id),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  FOREIGN KEY (org_id, node_id) REFERENCES node (org_id, id),
  FOREIGN KEY (org_id, artifact_id) REFERENCES artifact (org_id, id) ON DELETE SET NULL (artifact_id))`;

const WAIVER = `CREATE TABLE waiver (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, finding text NOT NULL, repository_id uuid, service text, reason text NOT NULL,
  expires_at timestamptz NOT NULL, created_by_id uuid, created_by_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), revoked_at timestamptz, revoked_by_id uuid,
  revoked_by_name text, UNIQUE (org_id, id), CHECK (num_nonnulls(repository_id, service) = 1),
  CHECK ((revoked_at IS NULL) = (revoked_by_name IS NULL)),
  FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`;

const SIGNING_KEY = `CREATE TABLE signing_key (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, name text NOT NULL, public_key text NOT NULL, fingerprint text NOT NULL,
  created_by_id uuid, created_by_name text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (org_id, id), UNIQUE (org_id, name), UNIQUE (org_id, fingerprint))`;

const TENANT = ['evidence', 'waiver', 'signing_key'];

/** What speaks for an execution, what of it is waived, and whose signatures count. */
export class CreateEvidence1795200000061 implements MigrationInterface {
  name = 'CreateEvidence1795200000061';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [EVIDENCE, WAIVER, SIGNING_KEY]) await runner.query(sql);
    await runner.query(
      'CREATE INDEX evidence_of_artifact ON evidence (org_id, artifact_id) WHERE artifact_id IS NOT NULL',
    );
    await runner.query('CREATE INDEX waiver_of_finding ON waiver (org_id, upper(finding)) WHERE revoked_at IS NULL');
    for (const table of TENANT) for (const sql of tenantTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TENANT.join(', ')}`);
  }
}
