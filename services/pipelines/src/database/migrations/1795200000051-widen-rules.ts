import type { MigrationInterface, QueryRunner } from 'typeorm';

const TARGETS = `target text NOT NULL DEFAULT 'branch' CHECK (target IN ('branch', 'tag', 'pull_request'))`;
const TRIGGERS = ['push', 'manual', 'replay', 'schedule', 'tag', 'pull_request'];
const BEFORE = TRIGGERS.slice(0, 4);

/** Rules for tags and pull requests beside those for branches, and what a webhook said about a pull request. */
export class WidenRules1795200000051 implements MigrationInterface {
  name = 'WidenRules1795200000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE branch_rule ADD COLUMN ${TARGETS}, ADD COLUMN allow_forks boolean NOT NULL DEFAULT false`,
    );
    await runner.query(`ALTER TABLE branch_rule ADD CONSTRAINT branch_rule_once UNIQUE (org_id, repository_id, target, pattern),
      DROP CONSTRAINT branch_rule_org_id_repository_id_pattern_key`);
    await runner.query('ALTER TABLE webhook_receipt ADD COLUMN pull_request jsonb');
    await allowTriggers(runner, TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allowTriggers(runner, BEFORE);
    await runner.query('ALTER TABLE webhook_receipt DROP COLUMN pull_request');
    await runner.query(`DELETE FROM branch_rule WHERE target <> 'branch'`);
    await runner.query(`ALTER TABLE branch_rule DROP CONSTRAINT branch_rule_once,
      ADD CONSTRAINT branch_rule_org_id_repository_id_pattern_key UNIQUE (org_id, repository_id, pattern)`);
    await runner.query('ALTER TABLE branch_rule DROP COLUMN allow_forks, DROP COLUMN target');
  }
}

/** Rows that are there are checked afterwards, under a lock that lets others read and write. */
async function allowTriggers(runner: QueryRunner, triggers: readonly string[]): Promise<void> {
  const list = triggers.map((trigger) => `'${trigger}'`).join(', ');
  await runner.query(`ALTER TABLE execution DROP CONSTRAINT execution_trigger_check,
    ADD CONSTRAINT execution_trigger_check CHECK (trigger IN (${list})) NOT VALID`);
  await runner.query('ALTER TABLE execution VALIDATE CONSTRAINT execution_trigger_check');
}
