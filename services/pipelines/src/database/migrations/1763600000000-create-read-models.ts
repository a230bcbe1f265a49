import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// What this service needs to know of others, fed by their events; `version` is the aggregate's, the newest wins.
const TABLES: Record<string, string> = {
  organization: `org_id uuid PRIMARY KEY, slug text NOT NULL, name text NOT NULL, version int NOT NULL`,
  member: `org_id uuid NOT NULL, user_id uuid NOT NULL, email text NOT NULL, full_name text NOT NULL, role text,
    version int NOT NULL, PRIMARY KEY (org_id, user_id)`,
  project: `org_id uuid NOT NULL, id uuid PRIMARY KEY, slug text NOT NULL, name text NOT NULL,
    archived boolean NOT NULL, version int NOT NULL, UNIQUE (org_id, id)`,
  environment: `org_id uuid NOT NULL, id uuid PRIMARY KEY, slug text NOT NULL, name text NOT NULL,
    class text NOT NULL CHECK (class IN ('dev', 'staging', 'production')), position int NOT NULL,
    version int NOT NULL, UNIQUE (org_id, id)`,
  service: `org_id uuid NOT NULL, id uuid PRIMARY KEY, project_id uuid NOT NULL, slug text NOT NULL,
    name text NOT NULL, version int NOT NULL, UNIQUE (org_id, id)`,
  entitlement: `org_id uuid PRIMARY KEY, plan_key text NOT NULL, items jsonb NOT NULL, version int NOT NULL`,
};

export class CreateReadModels1763600000000 implements MigrationInterface {
  name = 'CreateReadModels1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE ${table} (${columns})`);
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
    await runner.query('CREATE INDEX member_email ON member (org_id, lower(email))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${Object.keys(TABLES).join(', ')}`);
  }
}
