import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // `based_on` is part of a key, so that a membership cannot rank as anything but what its role ranks as.
  `CREATE TABLE role (
     id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id),
     key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9-]{0,62}$'
       AND key NOT IN ('owner', 'admin', 'operator', 'developer', 'viewer')),
     name text NOT NULL, description text NOT NULL DEFAULT '',
     based_on text NOT NULL CHECK (based_on IN ('admin', 'operator', 'developer', 'viewer')),
     permissions text[] NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), UNIQUE (org_id, key), UNIQUE (org_id, id, based_on))`,
  `CREATE UNIQUE INDEX role_name ON role (org_id, lower(name))`,
  `ALTER TABLE membership ADD COLUMN role_id uuid, ADD CONSTRAINT membership_custom_role
     FOREIGN KEY (org_id, role_id, role) REFERENCES role (org_id, id, based_on)`,
  `CREATE INDEX membership_by_role ON membership (org_id, role_id) WHERE role_id IS NOT NULL`,
  // An invitation that is over goes on without its role; an open one keeps the role from being deleted.
  `ALTER TABLE invitation ADD COLUMN role_id uuid, ADD COLUMN declined_at timestamptz, ADD COLUMN invited_by uuid,
     ADD CONSTRAINT invitation_custom_role FOREIGN KEY (org_id, role_id) REFERENCES role (org_id, id)
       ON DELETE SET NULL (role_id),
     ADD CONSTRAINT invitation_declined_is_over CHECK (declined_at IS NULL OR revoked_at IS NOT NULL)`,
  `ALTER TABLE catalog_reference ADD COLUMN class text`,
  // In which environments a permission is held by nobody but those who are granted it there.
  `CREATE TABLE environment_restriction (
     org_id uuid NOT NULL, environment_id uuid NOT NULL, permission text NOT NULL,
     PRIMARY KEY (org_id, environment_id, permission),
     FOREIGN KEY (org_id, environment_id) REFERENCES catalog_reference (org_id, id))`,
  `CREATE TABLE environment_grant (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, environment_id uuid NOT NULL,
     built_in_role text CHECK (built_in_role IN ('admin', 'operator', 'developer', 'viewer')),
     role_id uuid, user_id uuid, allow text[] NOT NULL, deny text[] NOT NULL,
     UNIQUE (org_id, id),
     UNIQUE NULLS NOT DISTINCT (org_id, environment_id, built_in_role, role_id, user_id),
     CHECK (num_nonnulls(built_in_role, role_id, user_id) = 1),
     CHECK (NOT allow && deny), CHECK (cardinality(allow) + cardinality(deny) > 0),
     FOREIGN KEY (org_id, environment_id) REFERENCES catalog_reference (org_id, id),
     FOREIGN KEY (org_id, role_id) REFERENCES role (org_id, id) ON DELETE CASCADE,
     FOREIGN KEY (org_id, user_id) REFERENCES membership (org_id, user_id) ON DELETE CASCADE)`,
];

// Read in an exchange, before the organization is known.
const LOOKED_UP = ['role', 'environment_restriction', 'environment_grant'];

/** Roles that an organization makes for itself, and what single environments grant or withhold. */
export class CreateRoles1795200000020 implements MigrationInterface {
  name = 'CreateRoles1795200000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of LOOKED_UP) for (const sql of systemTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE environment_grant, environment_restriction');
    await runner.query('ALTER TABLE catalog_reference DROP COLUMN class');
    await runner.query('ALTER TABLE invitation DROP COLUMN role_id, DROP COLUMN declined_at, DROP COLUMN invited_by');
    await runner.query('ALTER TABLE membership DROP COLUMN role_id');
    await runner.query('DROP TABLE role');
  }
}
