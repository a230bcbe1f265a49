import { globalTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // Of an address that nobody has shown to be theirs; it becomes an account by its token. So every account's address
  // is verified, those from before this table included, and nobody can occupy the address of somebody else.
  `CREATE TABLE sign_up (
     id uuid PRIMARY KEY, email text NOT NULL CHECK (email = lower(email)), full_name text NOT NULL,
     password_hash text NOT NULL, token_hash bytea NOT NULL UNIQUE, expires_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE INDEX sign_up_address ON sign_up (email, id)`,
  `CREATE INDEX sign_up_expiry ON sign_up (expires_at)`,
  // Without a user: asked for an address that has no account, so that asking takes the same steps for each.
  `CREATE TABLE password_reset (
     id uuid PRIMARY KEY, user_id uuid REFERENCES user_account (id) ON DELETE CASCADE, token_hash bytea NOT NULL UNIQUE,
     expires_at timestamptz NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE INDEX password_reset_user ON password_reset (user_id)`,
  `CREATE INDEX password_reset_expiry ON password_reset (expires_at)`,
  `CREATE TABLE address_change (
     id uuid PRIMARY KEY, user_id uuid NOT NULL UNIQUE REFERENCES user_account (id) ON DELETE CASCADE,
     email text NOT NULL CHECK (email = lower(email)), token_hash bytea NOT NULL UNIQUE, expires_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
];

/** What waits for a person to open the link in a mail. Like accounts, none of it belongs to an organization. */
export class CreateSignUps1795200000011 implements MigrationInterface {
  name = 'CreateSignUps1795200000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
    for (const table of ['sign_up', 'password_reset', 'address_change']) {
      for (const sql of globalTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE address_change, password_reset, sign_up');
  }
}
