import type { MigrationInterface, QueryRunner } from 'typeorm';

const CURRENT_ORG = `NULLIF(current_setting('app.org_id', true), '')::uuid`;

const STATEMENTS = [
  `CREATE TABLE change (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, kind text NOT NULL, subject_id text NOT NULL, title text NOT NULL,
     state text NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'warning', 'failed', 'waiting', 'cancelled', 'unknown')),
     service_id uuid, environment_id uuid, execution_id uuid, deployment_id uuid, release_id uuid, commit_sha text,
     commit jsonb, actor_id uuid, actor_name text, details jsonb NOT NULL, at timestamptz NOT NULL,
     recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (org_id, id))`,
  `CREATE INDEX change_newest ON change (org_id, at DESC, id DESC)`,
  `CREATE INDEX change_subject ON change (org_id, subject_id)`,
  `CREATE INDEX change_execution ON change (org_id, execution_id) WHERE execution_id IS NOT NULL`,
  `CREATE INDEX change_deployment ON change (org_id, deployment_id) WHERE deployment_id IS NOT NULL`,
  `CREATE INDEX change_release ON change (org_id, release_id) WHERE release_id IS NOT NULL`,
  `CREATE INDEX change_commit ON change (org_id, commit_sha, at DESC) WHERE commit_sha IS NOT NULL`,
  `CREATE INDEX change_place ON change (org_id, service_id, environment_id, at DESC) WHERE service_id IS NOT NULL`,
  `ALTER TABLE change ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE change FORCE ROW LEVEL SECURITY`,
  // No policy for UPDATE and DELETE: what happened stays as it was written down.
  `CREATE POLICY tenant_reads ON change FOR SELECT USING (org_id = ${CURRENT_ORG})`,
  `CREATE POLICY tenant_appends ON change FOR INSERT WITH CHECK (org_id = ${CURRENT_ORG})`,
];

/** The change ledger: one row for each fact, of everything that changed anywhere. */
export class CreateLedger1790000000003 implements MigrationInterface {
  name = 'CreateLedger1790000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE change');
  }
}
