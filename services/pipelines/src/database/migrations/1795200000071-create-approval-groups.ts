import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const GROUP = `CREATE TABLE approval_group (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, slug text NOT NULL, name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (org_id, id), UNIQUE (org_id, slug))`;

const MEMBER = `CREATE TABLE approval_group_member (
  org_id uuid NOT NULL, group_id uuid NOT NULL, user_id uuid NOT NULL, PRIMARY KEY (org_id, group_id, user_id),
  FOREIGN KEY (org_id, group_id) REFERENCES approval_group (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, user_id) REFERENCES member (org_id, user_id))`;

// `approval_id` null: every request. Ended early by `ended_at`.
const DELEGATION = `CREATE TABLE approval_delegation (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, from_user_id uuid NOT NULL, to_user_id uuid NOT NULL, approval_id uuid,
  reason text, until timestamptz NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz, UNIQUE (org_id, id), CHECK (from_user_id <> to_user_id),
  FOREIGN KEY (org_id, from_user_id) REFERENCES member (org_id, user_id),
  FOREIGN KEY (org_id, to_user_id) REFERENCES member (org_id, user_id),
  FOREIGN KEY (org_id, approval_id) REFERENCES approval (org_id, id))`;

const INDEXES = [
  // One at a time for the same requests; one that has run out is ended when the next is made.
  `CREATE UNIQUE INDEX approval_delegation_in_force ON approval_delegation
     (org_id, from_user_id, coalesce(approval_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE ended_at IS NULL`,
  'CREATE INDEX approval_group_of_member ON approval_group_member (org_id, user_id)',
  'CREATE INDEX approval_delegation_to ON approval_delegation (org_id, to_user_id) WHERE ended_at IS NULL',
  'CREATE INDEX approval_delegation_from ON approval_delegation (org_id, from_user_id, id DESC)',
  'CREATE INDEX approval_delegation_of_approval ON approval_delegation (org_id, approval_id) WHERE approval_id IS NOT NULL',
];

const TABLES = ['approval_group', 'approval_group_member', 'approval_delegation'];

/** Who may vote beside roles: groups of members, and members in whose place others vote for a while. */
export class CreateApprovalGroups1795200000071 implements MigrationInterface {
  name = 'CreateApprovalGroups1795200000071';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [GROUP, MEMBER, DELEGATION, ...INDEXES]) await runner.query(sql);
    for (const table of TABLES) for (const sql of tenantTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES.toReversed().join(', ')}`);
  }
}
