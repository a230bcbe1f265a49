import type { MigrationInterface, QueryRunner } from 'typeorm';

const REFUSE = `RAISE EXCEPTION 'the audit log is append-only';`;
const replace = (body: string): string =>
  `CREATE OR REPLACE FUNCTION refuse_audit_rewrite() RETURNS trigger LANGUAGE plpgsql SET search_path = identity, pg_temp
     AS $$ BEGIN ${body} END $$`;

/** The audit log stays append-only; a purge, and nothing else, takes an organization's log with it. */
export class LetPurgesIntoAuditLog1795200000043 implements MigrationInterface {
  name = 'LetPurgesIntoAuditLog1795200000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(replace(`IF TG_OP = 'DELETE' AND is_purging(OLD.org_id) THEN RETURN OLD; END IF; ${REFUSE}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(replace(REFUSE));
  }
}
