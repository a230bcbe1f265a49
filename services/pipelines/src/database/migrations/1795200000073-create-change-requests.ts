import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// `paused_at`: the clock stands while changes are requested; `due_at` moves by that time when they are answered.
const CHANGE_REQUEST = `CREATE TABLE change_request (
  approval_id uuid NOT NULL, org_id uuid NOT NULL, number int NOT NULL, type text NOT NULL, description text NOT NULL,
  priority text NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'critical')),
  due_at timestamptz NOT NULL, paused_at timestamptz, assignee_id uuid, environment_id uuid,
  PRIMARY KEY (org_id, approval_id), UNIQUE (org_id, number),
  FOREIGN KEY (org_id, approval_id) REFERENCES approval (org_id, id),
  FOREIGN KEY (org_id, assignee_id) REFERENCES member (org_id, user_id),
  FOREIGN KEY (org_id, environment_id) REFERENCES environment (org_id, id))`;

const NUMBER = 'CREATE TABLE change_request_number (org_id uuid PRIMARY KEY, last int NOT NULL)';

const INDEXES = [
  'CREATE INDEX change_request_due ON change_request (org_id, due_at, approval_id)',
  'CREATE INDEX change_request_of_assignee ON change_request (org_id, assignee_id) WHERE assignee_id IS NOT NULL',
  'CREATE INDEX change_request_of_environment ON change_request (org_id, environment_id) WHERE environment_id IS NOT NULL',
];

const TABLES = ['change_request', 'change_request_number'];

/** Requests that people make by hand: a type, a priority, a clock, somebody who cares. */
export class CreateChangeRequests1795200000073 implements MigrationInterface {
  name = 'CreateChangeRequests1795200000073';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [CHANGE_REQUEST, NUMBER, ...INDEXES]) await runner.query(sql);
    for (const table of TABLES) for (const sql of tenantTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
  }
}
