import { globalTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE user_account (
     id uuid PRIMARY KEY, email text NOT NULL UNIQUE CHECK (email = lower(email)), full_name text NOT NULL,
     password_hash text NOT NULL, auth_epoch int NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE TABLE login_attempt (
     address_key bytea PRIMARY KEY, failures int NOT NULL DEFAULT 0, locked_until timestamptz,
     last_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE INDEX login_attempt_age ON login_attempt (last_attempt_at)`,
  `CREATE TABLE session (
     id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES user_account (id),
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL,
     revoked_at timestamptz, revoked_reason text CHECK (revoked_reason IN ('logout', 'reuse')),
     CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL)))`,
  `CREATE INDEX session_by_user ON session (user_id)`,
  // UNIQUE (parent_id): a token has one successor, however many refreshes race.
  `CREATE TABLE refresh_token (
     id uuid PRIMARY KEY, session_id uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
     parent_id uuid UNIQUE REFERENCES refresh_token (id) ON DELETE CASCADE, token_hash bytea NOT NULL UNIQUE,
     issued_at timestamptz NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL,
     used_at timestamptz, successor_seed bytea, CHECK ((used_at IS NULL) = (successor_seed IS NULL)))`,
  `CREATE INDEX refresh_token_session ON refresh_token (session_id)`,
  `CREATE TABLE signing_key (
     kid text PRIMARY KEY, public_jwk jsonb NOT NULL, private_key_sealed text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), retired_at timestamptz)`,
  // Replicas that start at once all try to insert; this lets one of them win.
  `CREATE UNIQUE INDEX signing_key_one_active ON signing_key ((true)) WHERE retired_at IS NULL`,
];

/** People, their sessions and the installation's signing keys. None of these rows belongs to an organization: a person
 *  may be a member of many, and is known before being a member of any. */
export class CreateAccounts1795200000001 implements MigrationInterface {
  name = 'CreateAccounts1795200000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of ['user_account', 'login_attempt', 'session', 'refresh_token', 'signing_key']) {
      for (const sql of globalTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing_key, refresh_token, session, login_attempt, user_account');
  }
}
