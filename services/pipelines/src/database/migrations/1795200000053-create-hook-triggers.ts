import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOOK_TRIGGER = `CREATE TABLE hook_trigger (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, pipeline_id uuid NOT NULL, name text NOT NULL, branch text NOT NULL,
  secret text NOT NULL, previous_secret text, previous_valid_until timestamptz, last_call_at timestamptz,
  is_enabled boolean NOT NULL DEFAULT true, paused_reason text, owner_id uuid NOT NULL, owner_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), deleted_at timestamptz,
  UNIQUE (org_id, id), FOREIGN KEY (org_id, pipeline_id) REFERENCES pipeline (org_id, id),
  CHECK (NOT (is_enabled AND paused_reason IS NOT NULL)))`;

const HOOK_TRIGGER_ADDRESS = `CREATE TABLE hook_trigger_address (
  hook_trigger_id uuid NOT NULL, org_id uuid NOT NULL, refused_calls int NOT NULL DEFAULT 0,
  PRIMARY KEY (hook_trigger_id, org_id), FOREIGN KEY (org_id, hook_trigger_id) REFERENCES hook_trigger (org_id, id))`;

const TRIGGERS = ['push', 'manual', 'replay', 'schedule', 'tag', 'pull_request', 'pipeline', 'hook'];
const BEFORE = TRIGGERS.slice(0, 7);

/** Addresses by which other systems start pipelines, and firings that come of calls. */
export class CreateHookTriggers1795200000053 implements MigrationInterface {
  name = 'CreateHookTriggers1795200000053';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [HOOK_TRIGGER, HOOK_TRIGGER_ADDRESS]) await runner.query(sql);
    await runner.query(
      'CREATE INDEX hook_trigger_of ON hook_trigger (org_id, pipeline_id, id DESC) WHERE deleted_at IS NULL',
    );
    for (const sql of tenantTable('hook_trigger')) await runner.query(sql);
    // Read outside an organization: a call arrives with nothing but an id.
    for (const sql of systemTable('hook_trigger_address')) await runner.query(sql);
    await runner.query(`ALTER TABLE firing ADD COLUMN hook_trigger_id uuid, ADD COLUMN call_key text,
      ADD FOREIGN KEY (org_id, hook_trigger_id) REFERENCES hook_trigger (org_id, id),
      DROP CONSTRAINT firing_cause, ADD CONSTRAINT firing_cause CHECK (num_nonnulls(schedule_id, follow_up_id, hook_trigger_id) = 1),
      ADD CONSTRAINT firing_call CHECK ((hook_trigger_id IS NULL) = (call_key IS NULL))`);
    // A call that is sent again, by whomever, is the same call.
    await runner.query('CREATE UNIQUE INDEX firing_called_once ON firing (org_id, hook_trigger_id, call_key)');
    await allowTriggers(runner, TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowTriggers(runner, BEFORE);
    await runner.query(
      'DELETE FROM firing_work w USING firing f WHERE f.id = w.firing_id AND f.hook_trigger_id IS NOT NULL',
    );
    await runner.query('DELETE FROM firing WHERE hook_trigger_id IS NOT NULL');
    await runner.query(`ALTER TABLE firing DROP CONSTRAINT firing_cause, DROP COLUMN hook_trigger_id, DROP COLUMN call_key,
      ADD CONSTRAINT firing_cause CHECK (num_nonnulls(schedule_id, follow_up_id) = 1)`);
    await runner.query('DROP TABLE hook_trigger_address, hook_trigger');
  }
}

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function allowTriggers(runner: QueryRunner, triggers: readonly string[]): Promise<void> {
  const list = triggers.map((trigger) => `'${trigger}'`).join(', ');
  await runner.query(`ALTER TABLE execution DROP CONSTRAINT execution_trigger_check,
    ADD CONSTRAINT execution_trigger_check CHECK (trigger IN (${list})) NOT VALID`);
  await runner.query('ALTER TABLE execution VALIDATE CONSTRAINT execution_trigger_check');
}
