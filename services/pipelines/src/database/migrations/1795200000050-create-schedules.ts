import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEDULE = `CREATE TABLE schedule (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, pipeline_id uuid NOT NULL, name text NOT NULL, branch text NOT NULL,
  cron text NOT NULL, zone text NOT NULL, misfire text NOT NULL CHECK (misfire IN ('skip', 'once', 'all')),
  is_enabled boolean NOT NULL DEFAULT true, paused_reason text, owner_id uuid NOT NULL, owner_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  deleted_at timestamptz,
  UNIQUE (org_id, id), FOREIGN KEY (org_id, pipeline_id) REFERENCES pipeline (org_id, id),
  CHECK (NOT (is_enabled AND paused_reason IS NOT NULL)))`;

// There while a schedule is enabled and has a next time.
const SCHEDULE_CLOCK = `CREATE TABLE schedule_clock (
  schedule_id uuid NOT NULL, org_id uuid NOT NULL, next_fire_at timestamptz NOT NULL, PRIMARY KEY (schedule_id, org_id),
  FOREIGN KEY (org_id, schedule_id) REFERENCES schedule (org_id, id)) WITH (fillfactor = 70)`;

const FIRING = `CREATE TABLE firing (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, schedule_id uuid NOT NULL, fire_at timestamptz NOT NULL,
  is_by_hand boolean NOT NULL DEFAULT false, pipeline_id uuid NOT NULL, branch text NOT NULL,
  actor_id uuid, actor_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('due', 'started', 'refused', 'missed')), reason text, execution_id uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz,
  UNIQUE (org_id, id), UNIQUE (org_id, execution_id),
  FOREIGN KEY (org_id, schedule_id) REFERENCES schedule (org_id, id),
  FOREIGN KEY (org_id, pipeline_id) REFERENCES pipeline (org_id, id),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  CHECK (is_by_hand OR actor_id IS NOT NULL), CHECK ((state = 'started') = (execution_id IS NOT NULL)), CHECK ((state = 'due') = (ended_at IS NULL)))`;

const FIRING_WORK = `CREATE TABLE firing_work (
  firing_id uuid NOT NULL, org_id uuid NOT NULL, attempts int NOT NULL DEFAULT 0, fence int NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (firing_id, org_id),
  FOREIGN KEY (org_id, firing_id) REFERENCES firing (org_id, id))`;

const INDEXES = [
  'CREATE UNIQUE INDEX schedule_name ON schedule (org_id, pipeline_id, name) WHERE deleted_at IS NULL',
  'CREATE INDEX schedule_list ON schedule (org_id, id DESC) WHERE deleted_at IS NULL',
  'CREATE INDEX schedule_clock_next ON schedule_clock (next_fire_at)',
  // A time of a schedule fires once, whoever claims it. Whoever presses a button twice means it.
  'CREATE UNIQUE INDEX firing_once ON firing (org_id, schedule_id, fire_at) WHERE NOT is_by_hand',
  'CREATE INDEX firing_list ON firing (org_id, schedule_id, id DESC)',
  'CREATE INDEX firing_work_due ON firing_work (due_at)',
];

const TRIGGERS = ['push', 'manual', 'replay', 'schedule'];
const BEFORE = TRIGGERS.filter((trigger) => trigger !== 'schedule');

/** Schedules, the times they fired at, and what is still to be done about these. */
export class CreateSchedules1795200000050 implements MigrationInterface {
  name = 'CreateSchedules1795200000050';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [SCHEDULE, SCHEDULE_CLOCK, FIRING, FIRING_WORK, ...INDEXES]) await runner.query(sql);
    for (const table of ['schedule', 'firing']) for (const sql of tenantTable(table)) await runner.query(sql);
    // Claimed across organizations.
    for (const table of ['schedule_clock', 'firing_work'])
      for (const sql of systemTable(table)) await runner.query(sql);
    await allowTriggers(runner, TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowTriggers(runner, BEFORE);
    await runner.query('DROP TABLE firing_work, firing, schedule_clock, schedule');
  }
}

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function allowTriggers(runner: QueryRunner, triggers: readonly string[]): Promise<void> {
  const list = triggers.map((trigger) => `'${trigger}'`).join(', ');
  await runner.query(`ALTER TABLE execution DROP CONSTRAINT execution_trigger_check,
    ADD CONSTRAINT execution_trigger_check CHECK (trigger IN (${list})) NOT VALID`);
  await runner.query('ALTER TABLE execution VALIDATE CONSTRAINT execution_trigger_check');
}
