import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = `'logout', 'reuse', 'revoked', 'password_changed', 'password_reset'`;

const sessionReasons = (reasons: string): string =>
  `ALTER TABLE session DROP CONSTRAINT session_revoked_reason_check, ADD CONSTRAINT session_revoked_reason_check
     CHECK (revoked_reason IN (${reasons}))`;

/** Platform admins disable a person's account, and say why. */
export class DisableAccounts1795200000060 implements MigrationInterface {
  name = 'DisableAccounts1795200000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE user_account ADD COLUMN disabled_at timestamptz, ADD COLUMN disabled_by_name text,
         ADD COLUMN disabled_reason text, ADD COLUMN disabled_note text,
         ADD CONSTRAINT user_account_disabled CHECK (
           (disabled_at IS NULL) = (disabled_by_name IS NULL) AND (disabled_at IS NULL) = (disabled_reason IS NULL)
           AND (disabled_at IS NOT NULL OR disabled_note IS NULL))`,
    );
    await runner.query('CREATE INDEX user_account_disabled_ones ON user_account (id) WHERE disabled_at IS NOT NULL');
    await runner.query(sessionReasons(`${REASONS}, 'account_disabled'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE session SET revoked_reason = 'revoked' WHERE revoked_reason = 'account_disabled'`);
    await runner.query(sessionReasons(REASONS));
    await runner.query(
      `ALTER TABLE user_account DROP COLUMN disabled_at, DROP COLUMN disabled_by_name, DROP COLUMN disabled_reason,
         DROP COLUMN disabled_note`,
    );
  }
}
