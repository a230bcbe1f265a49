import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// There while an execution has nodes that the engine itself has to do. Whoever owns the lease does them.
const DRIVE = `CREATE TABLE execution_drive (
  execution_id uuid NOT NULL, org_id uuid NOT NULL, due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  failures int NOT NULL DEFAULT 0, owner uuid, lease_until timestamptz, PRIMARY KEY (execution_id, org_id),
  FOREIGN KEY (org_id, execution_id) REFERENCES execution (org_id, id),
  CHECK ((owner IS NULL) = (lease_until IS NULL))) WITH (fillfactor = 50)`;

const KINDS = ['checkout', 'shell', 'http', 'gate', 'approval', 'deploy', 'promote'];
const BEFORE = KINDS.filter((kind) => kind !== 'gate');

/** Nodes of kind `gate`, and the work queue of the engine. */
export class CreateDrives1795200000035 implements MigrationInterface {
  name = 'CreateDrives1795200000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DRIVE);
    await runner.query('CREATE INDEX execution_drive_due ON execution_drive (due_at)');
    // Claimed across organizations.
    for (const sql of systemTable('execution_drive')) await runner.query(sql);
    await allowKinds(runner, KINDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowKinds(runner, BEFORE);
    await runner.query('DROP TABLE execution_drive');
  }
}

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  const list = kinds.map((kind) => `'${kind}'`).join(', ');
  await runner.query(`ALTER TABLE node DROP CONSTRAINT node_kind_check,
    ADD CONSTRAINT node_kind_check CHECK (kind IN (${list})) NOT VALID`);
  await runner.query('ALTER TABLE node VALIDATE CONSTRAINT node_kind_check');
}
