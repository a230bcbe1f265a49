import { tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE subscription (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, plan_key text NOT NULL, status text NOT NULL CHECK (status IN ('active')),
     since timestamptz NOT NULL, UNIQUE (org_id, id), UNIQUE (org_id))`,
  `CREATE TABLE entitlement_snapshot (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, version int NOT NULL CHECK (version > 0), plan_key text NOT NULL,
     items jsonb NOT NULL, created_at timestamptz NOT NULL, UNIQUE (org_id, id), UNIQUE (org_id, version))`,
  `CREATE TABLE counted_subject (
     org_id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('members', 'projects', 'services', 'environments')),
     subject_id uuid NOT NULL, counts boolean NOT NULL, version int NOT NULL,
     PRIMARY KEY (org_id, kind, subject_id))`,
  `CREATE TABLE monthly_usage (
     org_id uuid NOT NULL, feature text NOT NULL CHECK (feature IN ('executions_per_month')), month date NOT NULL,
     used int NOT NULL CHECK (used >= 0), PRIMARY KEY (org_id, feature, month))`,
];

export class CreateBilling1795132800000 implements MigrationInterface {
  name = 'CreateBilling1795132800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    for (const table of ['subscription', 'entitlement_snapshot', 'counted_subject', 'monthly_usage']) {
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE monthly_usage, counted_subject, entitlement_snapshot, subscription');
  }
}
