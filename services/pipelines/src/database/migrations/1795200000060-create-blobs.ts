import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Content by its digest, once for an organization however many artifacts name it. `due_at` is there while none may: by
// then somebody looks whether any does. Artifacts refer to it without a foreign key, because the release before this one
// stores artifacts and no blobs.
const BLOB = `CREATE TABLE blob (
  org_id uuid NOT NULL, digest text NOT NULL CHECK (digest ~ '^sha256:[0-9a-f]{64}$'), size_bytes bigint NOT NULL,
  due_at timestamptz, claimed_until timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (org_id, digest))`;

/** Which content there is, so that it can go when nothing names it any more. */
export class CreateBlobs1795200000060 implements MigrationInterface {
  name = 'CreateBlobs1795200000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BLOB);
    await runner.query('CREATE INDEX blob_due ON blob (due_at) WHERE due_at IS NOT NULL');
    // Swept across organizations.
    for (const sql of systemTable('blob')) await runner.query(sql);
    await runner.query('CREATE INDEX artifact_of_digest ON artifact (org_id, digest)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX artifact_of_digest');
    await runner.query('DROP TABLE blob');
  }
}
