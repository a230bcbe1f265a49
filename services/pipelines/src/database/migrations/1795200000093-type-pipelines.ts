import type { MigrationInterface, QueryRunner } from 'typeorm';

const TYPES = ['cicd', 'mlops', 'llmops', 'infrastructure', 'security'];

/** What a pipeline is for, and what is unwise about a version; null for one of before, which is told when it is read. */
export class TypePipelines1795200000093 implements MigrationInterface {
  name = 'TypePipelines1795200000093';

  async up(runner: QueryRunner): Promise<void> {
    const list = TYPES.map((type) => `'${type}'`).join(', ');
    await runner.query(`ALTER TABLE pipeline ADD COLUMN type text NOT NULL DEFAULT 'cicd' CHECK (type IN (${list}))`);
    await runner.query('ALTER TABLE pipeline_version ADD COLUMN warnings jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pipeline_version DROP COLUMN warnings');
    await runner.query('ALTER TABLE pipeline DROP COLUMN type');
  }
}
