import { globalTable, systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // An organization without a row is active and always was.
  `CREATE TABLE organization_standing (
     org_id uuid PRIMARY KEY REFERENCES organization (id), version int NOT NULL DEFAULT 1,
     status text NOT NULL CHECK (status IN ('active', 'suspended', 'pending_deletion', 'purging', 'purged')),
     suspended_at timestamptz, suspended_by text, suspension_reason text,
     deletion_due_at timestamptz, deletion_requested_at timestamptz, deletion_requested_by text, deletion_reason text,
     is_deletion_by_owner boolean NOT NULL DEFAULT false,
     CHECK ((suspended_at IS NULL) = (suspension_reason IS NULL)),
     CHECK ((deletion_due_at IS NOT NULL) = (status IN ('pending_deletion', 'purging', 'purged'))))`,
  `CREATE INDEX organization_standing_due ON organization_standing (deletion_due_at) WHERE status = 'pending_deletion'`,
  `CREATE TABLE tenant_note (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id), author_id uuid NOT NULL,
     author_name text NOT NULL, text text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     edited_at timestamptz, UNIQUE (org_id, id))`,
  `CREATE INDEX tenant_note_newest ON tenant_note (org_id, id DESC)`,
  // What is left of a purged organization. It is the installation's, hence no column org_id.
  `CREATE TABLE purged_organization (
     organization_id uuid PRIMARY KEY, slug_hash bytea NOT NULL, requested_by text NOT NULL,
     is_by_owner boolean NOT NULL, reason text, due_at timestamptz NOT NULL,
     started_at timestamptz NOT NULL DEFAULT clock_timestamp(), rows jsonb NOT NULL DEFAULT '{}', purged_at timestamptz)`,
  `CREATE TABLE impersonation (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id), actor_id uuid NOT NULL,
     actor_name text NOT NULL, user_id uuid NOT NULL REFERENCES user_account (id), user_name text NOT NULL,
     reason text NOT NULL CHECK (length(reason) >= 10), started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     expires_at timestamptz NOT NULL, ended_at timestamptz, end_reason text CHECK (end_reason IN ('stopped', 'replaced')),
     ip text, user_agent text, UNIQUE (org_id, id), CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
     CHECK (expires_at <= started_at + interval '15 minutes'), CHECK (actor_id <> user_id))`,
  `CREATE UNIQUE INDEX impersonation_one_open ON impersonation (actor_id) WHERE ended_at IS NULL`,
  `CREATE INDEX impersonation_newest ON impersonation (org_id, id DESC)`,
];

/** Whether an organization may change, is to be deleted, or was; what platform admins note of it; who acted as whom. */
export class CreateTenantStanding1795200000041 implements MigrationInterface {
  name = 'CreateTenantStanding1795200000041';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    // Read in an exchange before the organization is known, and by the loop that finds due deletions.
    for (const table of ['organization_standing', 'impersonation']) {
      for (const sql of systemTable(table)) await runner.query(sql);
    }
    for (const sql of tenantTable('tenant_note')) await runner.query(sql);
    for (const sql of globalTable('purged_organization')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE impersonation, purged_organization, tenant_note, organization_standing');
  }
}
