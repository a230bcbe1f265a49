import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a project's code lives and what it is written with; from the pipelines service, or by hand. */
export class ExtendProjects1795200000032 implements MigrationInterface {
  name = 'ExtendProjects1795200000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE project ADD COLUMN repository_url text, ADD COLUMN provider text, ADD COLUMN repository_owner text,
         ADD COLUMN repository_name text, ADD COLUMN default_branch text, ADD COLUMN is_private boolean,
         ADD COLUMN repository_id uuid, ADD COLUMN detected_language text, ADD COLUMN detected_framework text,
         ADD COLUMN detected_build_tool text, ADD COLUMN detection_confidence real
           CHECK (detection_confidence BETWEEN 0 AND 1), ADD COLUMN detected_commit text,
         ADD COLUMN detected_at timestamptz`,
    );
    // Which services belong to a project: one in use is not deleted.
    await runner.query('ALTER TABLE catalog_reference ADD COLUMN project_id uuid');
    await runner.query(
      'CREATE INDEX catalog_reference_of_project ON catalog_reference (org_id, project_id) WHERE project_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE catalog_reference DROP COLUMN project_id');
    await runner.query(
      `ALTER TABLE project DROP COLUMN repository_url, DROP COLUMN provider, DROP COLUMN repository_owner,
         DROP COLUMN repository_name, DROP COLUMN default_branch, DROP COLUMN is_private, DROP COLUMN repository_id,
         DROP COLUMN detected_language, DROP COLUMN detected_framework, DROP COLUMN detected_build_tool,
         DROP COLUMN detection_confidence, DROP COLUMN detected_commit, DROP COLUMN detected_at`,
    );
  }
}
