import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // Milliseconds, so that a cursor made from the shown time finds its row again.
  `CREATE TABLE audit_entry (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, sequence bigint NOT NULL, service text NOT NULL, action text NOT NULL,
     actor_id uuid, actor_name text, resource_kind text NOT NULL, resource_id text NOT NULL, resource_name text,
     before jsonb, after jsonb, ip text, user_agent text, occurred_at timestamptz(3) NOT NULL,
     recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), hash bytea NOT NULL, UNIQUE (org_id, sequence))`,
  `CREATE INDEX audit_entry_newest ON audit_entry (org_id, occurred_at DESC, id DESC)`,
  // The end of each organization's chain; locking it puts the entries of an organization in one order.
  `CREATE TABLE audit_chain (org_id uuid PRIMARY KEY, length bigint NOT NULL, hash bytea NOT NULL)`,
  `CREATE FUNCTION refuse_audit_rewrite() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$`,
  `CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
     FOR EACH ROW EXECUTE FUNCTION refuse_audit_rewrite()`,
];

/** The audit log of all services: append-only, and hash-chained for each organization. */
export class CreateAuditLog1795200000003 implements MigrationInterface {
  name = 'CreateAuditLog1795200000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
    for (const table of ['audit_entry', 'audit_chain']) for (const sql of tenantTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_chain, audit_entry');
    await runner.query('DROP FUNCTION refuse_audit_rewrite()');
  }
}
