import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person needs to recognise their sessions, and the further ways in which one ends. */
export class DescribeSessions1795200000012 implements MigrationInterface {
  name = 'DescribeSessions1795200000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE session ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), ADD COLUMN ip text,
         ADD COLUMN user_agent text`,
    );
    await runner.query('UPDATE session SET last_seen_at = created_at');
    await runner.query(
      `ALTER TABLE session DROP CONSTRAINT session_revoked_reason_check, ADD CONSTRAINT session_revoked_reason_check
         CHECK (revoked_reason IN ('logout', 'reuse', 'revoked', 'password_changed', 'password_reset'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE session SET revoked_reason = 'logout' WHERE revoked_reason NOT IN ('logout', 'reuse')`);
    await runner.query(
      `ALTER TABLE session DROP CONSTRAINT session_revoked_reason_check, ADD CONSTRAINT session_revoked_reason_check
         CHECK (revoked_reason IN ('logout', 'reuse'))`,
    );
    await runner.query('ALTER TABLE session DROP COLUMN last_seen_at, DROP COLUMN ip, DROP COLUMN user_agent');
  }
}
