import { globalTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADMINS = [
  `CREATE TABLE platform_admin (
     user_id uuid PRIMARY KEY REFERENCES user_account (id), granted_by uuid, granted_by_name text NOT NULL,
     granted_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  // There while the installation is new: whoever signs up first takes it away and is a platform admin.
  `CREATE TABLE platform_bootstrap (id boolean PRIMARY KEY DEFAULT true CHECK (id))`,
  `INSERT INTO platform_bootstrap SELECT true WHERE NOT EXISTS (SELECT FROM user_account)`,
  `CREATE TABLE passkey (
     id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES user_account (id), credential_id text NOT NULL UNIQUE,
     public_key bytea NOT NULL, counter bigint NOT NULL, transports text[] NOT NULL, name text NOT NULL,
     is_backed_up boolean NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(), last_used_at timestamptz)`,
  `CREATE INDEX passkey_owner ON passkey (user_id)`,
  `CREATE TABLE webauthn_challenge (
     id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES user_account (id), challenge text NOT NULL,
     purpose text NOT NULL CHECK (purpose IN ('registration', 'step_up')), expires_at timestamptz NOT NULL)`,
  `CREATE INDEX webauthn_challenge_age ON webauthn_challenge (expires_at)`,
  // A step-up belongs to the session in which it was made and ends with it.
  `CREATE TABLE admin_session (
     session_id uuid PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
     user_id uuid NOT NULL REFERENCES user_account (id), stepped_up_until timestamptz NOT NULL)`,
];

const LOG = [
  // recorded_in: the transaction, by which the functions of the console know that their reading was written down.
  `CREATE TABLE platform_audit (
     id uuid PRIMARY KEY, sequence bigint NOT NULL UNIQUE, action text NOT NULL, actor_id uuid, actor_name text NOT NULL,
     organization_id uuid, subject_kind text NOT NULL, subject_id text NOT NULL, reason text, details jsonb,
     ip text, user_agent text, occurred_at timestamptz(3) NOT NULL, hash bytea NOT NULL,
     recorded_in xid8 NOT NULL DEFAULT pg_current_xact_id())`,
  `CREATE TABLE platform_audit_chain (id boolean PRIMARY KEY DEFAULT true CHECK (id), length bigint NOT NULL, hash bytea NOT NULL)`,
  `INSERT INTO platform_audit_chain (length, hash) VALUES (0, decode(repeat('00', 32), 'hex'))`,
  `CREATE FUNCTION refuse_platform_audit_rewrite() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the platform log is append-only'; END $$`,
  `CREATE TRIGGER platform_audit_append_only BEFORE UPDATE OR DELETE ON platform_audit
     FOR EACH ROW EXECUTE FUNCTION refuse_platform_audit_rewrite()`,
  `ALTER TABLE platform_audit ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE platform_audit FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY reads ON platform_audit FOR SELECT USING (true)`,
  `CREATE POLICY appends ON platform_audit FOR INSERT WITH CHECK (true)`,
];

const GLOBAL = [
  'platform_admin',
  'platform_bootstrap',
  'passkey',
  'webauthn_challenge',
  'admin_session',
  'platform_audit_chain',
];

/** Who runs the installation, how they prove it, and the log of what they did. Of nobody's organization. */
export class CreatePlatformAdmins1795200000040 implements MigrationInterface {
  name = 'CreatePlatformAdmins1795200000040';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...ADMINS, ...LOG]) await runner.query(sql);
    for (const table of GLOBAL) for (const sql of globalTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE platform_audit_chain, platform_audit');
    await runner.query('DROP FUNCTION refuse_platform_audit_rewrite()');
    await runner.query('DROP TABLE admin_session, webauthn_challenge, passkey, platform_bootstrap, platform_admin');
  }
}
