import { systemTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Runners serve every organization, so each says for itself whose runs it keeps away from which.
const RUNNER_PAUSE = `CREATE TABLE runner_pause (
  org_id uuid NOT NULL, runner_id uuid NOT NULL REFERENCES runner (id), paused_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org_id, runner_id))`;

export class PauseRunners1795200000082 implements MigrationInterface {
  name = 'PauseRunners1795200000082';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RUNNER_PAUSE);
    // Read across organizations when jobs are handed out.
    for (const sql of systemTable('runner_pause')) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE runner_pause');
  }
}
