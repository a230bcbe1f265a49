import { type SealedColumn, type ServiceManifest, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { probeManifest } from './probe.module.js';

class CreateSafes1800000000001 implements MigrationInterface {
  name = 'CreateSafes1800000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE safe (id uuid PRIMARY KEY, org_id uuid NOT NULL, sealed text NOT NULL)');
    for (const sql of tenantTable('safe')) await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE safe');
  }
}

/** The one column of secrets that the probe keeps. */
export const SAFE: SealedColumn = {
  table: 'safe',
  column: 'sealed',
  key: ['id'],
  owner: '{org_id}/safe/{id}/value',
  policy: 'tenant',
};

/** The probe with a table of secrets. */
export const safesManifest: ServiceManifest = {
  ...probeManifest,
  migrations: [...Object.values(probeManifest.migrations), CreateSafes1800000000001],
  sealedColumns: [SAFE],
};
