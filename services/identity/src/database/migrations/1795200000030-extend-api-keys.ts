import { globalTable, systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE service_account (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id), name text NOT NULL,
     description text NOT NULL DEFAULT '', role text NOT NULL, auth_epoch int NOT NULL DEFAULT 1,
     disabled_at timestamptz, removed_at timestamptz, created_by_name text,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (org_id, id))`,
  `CREATE UNIQUE INDEX service_account_name ON service_account (org_id, name) WHERE removed_at IS NULL`,
  // A personal key has an organization only where it was bound to one; then it goes with it.
  `ALTER TABLE api_key
     ALTER COLUMN org_id DROP NOT NULL, ALTER COLUMN service_id DROP NOT NULL, ALTER COLUMN environment_id DROP NOT NULL,
     ADD COLUMN description text NOT NULL DEFAULT '', ADD COLUMN version int NOT NULL DEFAULT 1,
     ADD COLUMN scopes text[], ADD COLUMN user_id uuid REFERENCES user_account (id) ON DELETE CASCADE,
     ADD COLUMN service_account_id uuid, ADD COLUMN rotated_at timestamptz, ADD COLUMN last_used_ip text,
     ADD COLUMN last_used_agent text, ADD COLUMN created_by_name text,
     DROP CONSTRAINT api_key_kind_check, ADD CONSTRAINT api_key_kind_check CHECK (kind IN ('ingest', 'user', 'service')),
     ADD CONSTRAINT api_key_holder CHECK (CASE kind
       WHEN 'ingest' THEN org_id IS NOT NULL AND service_id IS NOT NULL AND environment_id IS NOT NULL AND scopes IS NULL
         AND user_id IS NULL AND service_account_id IS NULL
       WHEN 'user' THEN user_id IS NOT NULL AND scopes IS NOT NULL AND service_account_id IS NULL AND service_id IS NULL
         AND environment_id IS NULL
       ELSE org_id IS NOT NULL AND service_account_id IS NOT NULL AND scopes IS NOT NULL AND user_id IS NULL
         AND service_id IS NULL AND environment_id IS NULL END),
     ADD FOREIGN KEY (org_id, service_account_id) REFERENCES service_account (org_id, id)`,
  `CREATE INDEX api_key_of_user ON api_key (user_id, id) WHERE user_id IS NOT NULL`,
  `CREATE INDEX api_key_of_service_account ON api_key (org_id, service_account_id, id)
     WHERE service_account_id IS NOT NULL`,
  // What was rotated out of a key: good until ends_at.
  `CREATE TABLE api_key_superseded (
     id uuid PRIMARY KEY, org_id uuid, api_key_id uuid NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
     version int NOT NULL, prefix text NOT NULL UNIQUE, secret_hash bytea NOT NULL, created_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL, UNIQUE (api_key_id, version),
     FOREIGN KEY (org_id, api_key_id) REFERENCES api_key (org_id, id) ON DELETE CASCADE)`,
  // What happened to an account, whoever's organizations it is in.
  `CREATE TABLE account_event (
     id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE, kind text NOT NULL,
     details jsonb, ip text, user_agent text, occurred_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE INDEX account_event_of_user ON account_event (user_id, id DESC)`,
];

/** Personal keys, service accounts and their keys, the rotation of all keys, and each person's security log. */
export class ExtendApiKeys1795200000030 implements MigrationInterface {
  name = 'ExtendApiKeys1795200000030';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
    // Read by a key's text, before the organization is known; a personal key may have none.
    for (const table of ['service_account', 'api_key_superseded']) {
      for (const sql of systemTable(table)) await runner.query(sql);
    }
    for (const sql of globalTable('account_event')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_event, api_key_superseded');
    await runner.query(`DELETE FROM api_key WHERE kind <> 'ingest'`);
    await runner.query(
      `ALTER TABLE api_key DROP COLUMN description, DROP COLUMN version, DROP COLUMN scopes, DROP COLUMN user_id,
         DROP COLUMN service_account_id, DROP COLUMN rotated_at, DROP COLUMN last_used_ip, DROP COLUMN last_used_agent,
         DROP COLUMN created_by_name, ALTER COLUMN org_id SET NOT NULL, ALTER COLUMN service_id SET NOT NULL,
         ALTER COLUMN environment_id SET NOT NULL, DROP CONSTRAINT api_key_kind_check,
         ADD CONSTRAINT api_key_kind_check CHECK (kind IN ('ingest'))`,
    );
    await runner.query('DROP TABLE service_account');
  }
}
