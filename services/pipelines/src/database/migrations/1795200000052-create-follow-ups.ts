import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOLLOW_UP = `CREATE TABLE follow_up (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, upstream_id uuid NOT NULL, pipeline_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('succeeded', 'failed', 'any')), pattern text NOT NULL, branch text,
  is_enabled boolean NOT NULL DEFAULT true, paused_reason text, owner_id uuid NOT NULL, owner_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), deleted_at timestamptz,
  UNIQUE (org_id, id), FOREIGN KEY (org_id, upstream_id) REFERENCES pipeline (org_id, id),
  FOREIGN KEY (org_id, pipeline_id) REFERENCES pipeline (org_id, id),
  CHECK (NOT (is_enabled AND paused_reason IS NOT NULL)))`;

const TRIGGERS = ['push', 'manual', 'replay', 'schedule', 'tag', 'pull_request', 'pipeline'];
const BEFORE = TRIGGERS.slice(0, 6);

/** Pipelines that start when another one has ended, and firings that come of it. */
export class CreateFollowUps1795200000052 implements MigrationInterface {
  name = 'CreateFollowUps1795200000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FOLLOW_UP);
    await runner.query(
      'CREATE INDEX follow_up_of ON follow_up (org_id, upstream_id, id DESC) WHERE deleted_at IS NULL',
    );
    for (const sql of tenantTable('follow_up')) await runner.query(sql);
    await runner.query(`ALTER TABLE firing ALTER COLUMN schedule_id DROP NOT NULL, ADD COLUMN follow_up_id uuid,
      ADD COLUMN upstream_execution_id uuid, ADD COLUMN commit_sha text, ADD COLUMN depth int NOT NULL DEFAULT 0,
      ADD FOREIGN KEY (org_id, follow_up_id) REFERENCES follow_up (org_id, id),
      ADD FOREIGN KEY (org_id, upstream_execution_id) REFERENCES execution (org_id, id),
      ADD CONSTRAINT firing_cause CHECK (num_nonnulls(schedule_id, follow_up_id) = 1),
      ADD CONSTRAINT firing_upstream CHECK ((follow_up_id IS NULL) = (upstream_execution_id IS NULL))`);
    // An end is followed once, however often it is told of.
    await runner.query(
      'CREATE UNIQUE INDEX firing_follows_once ON firing (org_id, follow_up_id, upstream_execution_id)',
    );
    await allowTriggers(runner, TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowTriggers(runner, BEFORE);
    await runner.query(
      `DELETE FROM firing_work w USING firing f WHERE f.id = w.firing_id AND f.follow_up_id IS NOT NULL`,
    );
    await runner.query('DELETE FROM firing WHERE follow_up_id IS NOT NULL');
    await runner.query(`ALTER TABLE firing DROP COLUMN follow_up_id, DROP COLUMN upstream_execution_id,
      DROP COLUMN commit_sha, DROP COLUMN depth, ALTER COLUMN schedule_id SET NOT NULL`);
    await runner.query('DROP TABLE follow_up');
  }
}

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function allowTriggers(runner: QueryRunner, triggers: readonly string[]): Promise<void> {
  const list = triggers.map((trigger) => `'${trigger}'`).join(', ');
  await runner.query(`ALTER TABLE execution DROP CONSTRAINT execution_trigger_check,
    ADD CONSTRAINT execution_trigger_check CHECK (trigger IN (${list})) NOT VALID`);
  await runner.query('ALTER TABLE execution VALIDATE CONSTRAINT execution_trigger_check');
}
