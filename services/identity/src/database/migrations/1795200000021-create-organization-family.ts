import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `ALTER TABLE organization ADD COLUMN parent_id uuid REFERENCES organization (id), ADD COLUMN parent_role text
     CHECK (parent_role IN ('admin', 'operator', 'developer', 'viewer')),
     ADD CONSTRAINT organization_parent CHECK ((parent_id IS NULL) = (parent_role IS NULL) AND parent_id <> id)`,
  `CREATE INDEX organization_children ON organization (parent_id, id) WHERE parent_id IS NOT NULL`,
  // Every slug that an organization has, or had not long ago: nobody else can take it as long as it is here.
  `CREATE TABLE organization_slug (
     slug text PRIMARY KEY, org_id uuid NOT NULL REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
     held_until timestamptz)`,
  `CREATE INDEX organization_slug_of ON organization_slug (org_id)`,
  `SELECT set_config('app.scope', 'system', true)`,
  // A row for each organization; there are few enough for one statement.
  `INSERT INTO organization_slug (slug, org_id) SELECT slug, id FROM organization`,
];

/** The slugs that an organization had before, and the organizations of an agency. */
export class CreateOrganizationFamily1795200000021 implements MigrationInterface {
  name = 'CreateOrganizationFamily1795200000021';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
    // Read before the organization is known: an address names it by its slug.
    for (const sql of systemTable('organization_slug')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE organization_slug');
    await runner.query('ALTER TABLE organization DROP COLUMN parent_id, DROP COLUMN parent_role');
  }
}
