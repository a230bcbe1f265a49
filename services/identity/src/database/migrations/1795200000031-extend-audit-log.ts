import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE audit_entry ADD COLUMN impersonator_id uuid, ADD COLUMN impersonator_name text`,
  // One index for each filter that leaves little of a long log; all in the list's order.
  `CREATE INDEX audit_entry_by_actor ON audit_entry (org_id, actor_id, occurred_at DESC, id DESC)`,
  `CREATE INDEX audit_entry_by_resource ON audit_entry (org_id, resource_kind, resource_id, occurred_at DESC, id DESC)`,
  `CREATE INDEX audit_entry_impersonated ON audit_entry (org_id, occurred_at DESC, id DESC)
     WHERE impersonator_id IS NOT NULL`,
];

/** Who stood behind an impersonation, and the filters of the audit explorer. */
export class ExtendAuditLog1795200000031 implements MigrationInterface {
  name = 'ExtendAuditLog1795200000031';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_entry_by_actor, audit_entry_by_resource, audit_entry_impersonated');
    await runner.query('ALTER TABLE audit_entry DROP COLUMN impersonator_id, DROP COLUMN impersonator_name');
  }
}
