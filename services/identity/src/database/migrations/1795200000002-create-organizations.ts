import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLE_CHECK = `CHECK (role IN ('owner', 'admin', 'operator', 'developer', 'viewer'))`;

const TABLES = [
  `CREATE TABLE organization (
     id uuid PRIMARY KEY, org_id uuid NOT NULL UNIQUE CHECK (org_id = id), slug text NOT NULL UNIQUE
       CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'), name text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE TABLE membership (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id),
     user_id uuid NOT NULL REFERENCES user_account (id), role text NOT NULL ${ROLE_CHECK},
     joined_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (org_id, id), UNIQUE (org_id, user_id))`,
  `CREATE INDEX membership_user ON membership (user_id)`,
  `CREATE TABLE invitation (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id),
     email text NOT NULL CHECK (email = lower(email)), role text NOT NULL ${ROLE_CHECK},
     token_hash bytea NOT NULL UNIQUE, expires_at timestamptz NOT NULL, accepted_at timestamptz, revoked_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (org_id, id),
     CHECK (accepted_at IS NULL OR revoked_at IS NULL))`,
  `CREATE UNIQUE INDEX invitation_one_open ON invitation (org_id, email)
     WHERE accepted_at IS NULL AND revoked_at IS NULL`,
  `CREATE TABLE project (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id), slug text NOT NULL
       CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'), name text NOT NULL, description text NOT NULL DEFAULT '',
     archived_at timestamptz, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), UNIQUE (org_id, slug))`,
  // Read model of the deployments service's services and environments.
  `CREATE TABLE catalog_reference (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('service', 'environment')),
     slug text NOT NULL, name text NOT NULL, version int NOT NULL, UNIQUE (org_id, id))`,
  `CREATE TABLE api_key (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id), name text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('ingest')), prefix text NOT NULL UNIQUE, secret_hash bytea NOT NULL,
     service_id uuid NOT NULL, environment_id uuid NOT NULL, expires_at timestamptz, revoked_at timestamptz,
     last_used_at timestamptz, created_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (org_id, id),
     FOREIGN KEY (org_id, service_id) REFERENCES catalog_reference (org_id, id),
     FOREIGN KEY (org_id, environment_id) REFERENCES catalog_reference (org_id, id))`,
  // Read model of billing's entitlements.
  `CREATE TABLE entitlement_snapshot (
     org_id uuid PRIMARY KEY, version int NOT NULL, plan_key text NOT NULL, limits jsonb NOT NULL)`,
];

// Read before the organization is known: by slug and by person in an exchange, by an invitation's or key's text.
const LOOKED_UP = ['organization', 'membership', 'invitation', 'api_key'];
const TENANT = ['project', 'catalog_reference', 'entitlement_snapshot'];

/** Organizations and what they own here. */
export class CreateOrganizations1795200000002 implements MigrationInterface {
  name = 'CreateOrganizations1795200000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of LOOKED_UP) for (const sql of systemTable(table)) await runner.query(sql);
    for (const table of TENANT) for (const sql of tenantTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE entitlement_snapshot, api_key, catalog_reference, project, invitation, membership, organization',
    );
  }
}
