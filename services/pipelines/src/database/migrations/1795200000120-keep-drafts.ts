import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// What somebody has typed and not saved yet. Each text that is kept has an id of its own, by which the next one says what it
// follows. The size is that of a pipeline file.
const DRAFT = `CREATE TABLE pipeline_draft (
  id uuid NOT NULL, org_id uuid NOT NULL, author_id uuid NOT NULL, repository_id uuid NOT NULL, branch text NOT NULL,
  path text NOT NULL, text text NOT NULL CHECK (octet_length(text) <= 262144), revision text, version int,
  kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org_id, author_id, repository_id, branch, path), UNIQUE (org_id, id),
  FOREIGN KEY (org_id, repository_id) REFERENCES repository (org_id, id))`;

const INDEXES = [
  'CREATE INDEX pipeline_draft_of_author ON pipeline_draft (org_id, author_id, id)',
  'CREATE INDEX pipeline_draft_age ON pipeline_draft (kept_at)',
];

/** Drafts of pipeline files, each its author's alone. */
export class KeepDrafts1795200000120 implements MigrationInterface {
  name = 'KeepDrafts1795200000120';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [DRAFT, ...INDEXES]) await runner.query(sql);
    // Old ones are deleted across organizations.
    for (const sql of systemTable('pipeline_draft')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pipeline_draft');
  }
}
