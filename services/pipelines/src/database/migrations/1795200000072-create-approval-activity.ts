import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACTIVITY = `CREATE TABLE approval_activity (
  id uuid PRIMARY KEY, org_id uuid NOT NULL, approval_id uuid NOT NULL, actor_id uuid, actor_name text NOT NULL,
  text text, at timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind text NOT NULL CHECK (kind IN ('requested', 'commented', 'voted', 'changes_requested', 'answered', 'edited',
    'evidence_changed', 'reassigned', 'delegated', 'withdrawn', 'superseded', 'expired')),
  UNIQUE (org_id, id), FOREIGN KEY (org_id, approval_id) REFERENCES approval (org_id, id))`;

// Of requests without a node: those of a run end with their node's deadline.
const DEADLINE = `CREATE TABLE approval_deadline (
  approval_id uuid NOT NULL, org_id uuid NOT NULL, due_at timestamptz NOT NULL, PRIMARY KEY (approval_id, org_id),
  FOREIGN KEY (org_id, approval_id) REFERENCES approval (org_id, id))`;

/** What is said and done about a request, and when it ends by itself. */
export class CreateApprovalActivity1795200000072 implements MigrationInterface {
  name = 'CreateApprovalActivity1795200000072';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ACTIVITY);
    await runner.query('CREATE INDEX approval_activity_list ON approval_activity (org_id, approval_id, id)');
    for (const sql of tenantTable('approval_activity')) await runner.query(sql);
    await runner.query(DEADLINE);
    await runner.query('CREATE INDEX approval_deadline_due ON approval_deadline (due_at)');
    // Swept across organizations.
    for (const sql of systemTable('approval_deadline')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE approval_deadline, approval_activity');
  }
}
