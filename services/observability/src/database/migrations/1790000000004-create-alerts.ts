import { systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEVERITY = `severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low'))`;

const ALERTS = [
  `CREATE TABLE alert_rule (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, name text NOT NULL, kind text NOT NULL CHECK (kind IN ('error_count')),
     service_id uuid NOT NULL, environment_id uuid NOT NULL, threshold int NOT NULL CHECK (threshold > 0),
     window_seconds int NOT NULL CHECK (window_seconds > 0), for_seconds int NOT NULL CHECK (for_seconds >= 0),
     cooldown_seconds int NOT NULL CHECK (cooldown_seconds >= 0), ${SEVERITY}, enabled boolean NOT NULL DEFAULT true,
     state text NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'pending', 'firing')), pending_since timestamptz,
     cooldown_until timestamptz, count_from timestamptz, last_evaluated_at timestamptz,
     lease_until timestamptz, fence int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     UNIQUE (org_id, id), UNIQUE (org_id, name),
     FOREIGN KEY (org_id, service_id) REFERENCES service (org_id, id),
     FOREIGN KEY (org_id, environment_id) REFERENCES environment (org_id, id))`,
  `CREATE INDEX alert_rule_due ON alert_rule (last_evaluated_at NULLS FIRST) WHERE enabled`,
  `CREATE INDEX alert_rule_place ON alert_rule (org_id, service_id, environment_id)`,
  `CREATE TABLE firing (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, rule_id uuid NOT NULL, fingerprint text NOT NULL,
     state text NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')), value double precision NOT NULL,
     threshold double precision NOT NULL, started_at timestamptz NOT NULL, fired_at timestamptz, resolved_at timestamptz,
     incident_id uuid, UNIQUE (org_id, id), FOREIGN KEY (org_id, rule_id) REFERENCES alert_rule (org_id, id) ON DELETE CASCADE)`,
  `CREATE UNIQUE INDEX firing_unresolved ON firing (org_id, rule_id) WHERE state <> 'resolved'`,
];

const INCIDENTS = [
  `CREATE TABLE incident_counter (org_id uuid PRIMARY KEY, last_number int NOT NULL)`,
  `CREATE TABLE incident (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, number int NOT NULL, title text NOT NULL, ${SEVERITY},
     state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'mitigated', 'resolved')), fingerprint text NOT NULL,
     service_id uuid NOT NULL, environment_id uuid NOT NULL, alert_rule_id uuid, deployment_id uuid,
     assignee_id uuid, assignee_name text, first_error_at timestamptz NOT NULL, opened_at timestamptz NOT NULL,
     acknowledged_at timestamptz, mitigated_at timestamptz, resolved_at timestamptz,
     UNIQUE (org_id, id), UNIQUE (org_id, number),
     FOREIGN KEY (org_id, alert_rule_id) REFERENCES alert_rule (org_id, id) ON DELETE SET NULL (alert_rule_id))`,
  `ALTER TABLE firing ADD FOREIGN KEY (org_id, incident_id) REFERENCES incident (org_id, id) ON DELETE SET NULL (incident_id)`,
  `CREATE INDEX firing_incident ON firing (org_id, incident_id) WHERE incident_id IS NOT NULL`,
  // One running incident for a rule. A mitigated one is over as far as the system knows: the next bad release gets its own.
  `CREATE UNIQUE INDEX incident_running ON incident (org_id, alert_rule_id) WHERE state IN ('open', 'acknowledged')`,
  `CREATE INDEX incident_newest ON incident (org_id, opened_at DESC, id DESC)`,
  `CREATE INDEX incident_suspected ON incident (org_id, deployment_id) WHERE deployment_id IS NOT NULL`,
  `CREATE TABLE incident_suspect (
     org_id uuid NOT NULL, incident_id uuid NOT NULL, rank int NOT NULL, change_id uuid NOT NULL, kind text NOT NULL,
     title text NOT NULL, score double precision NOT NULL CHECK (score BETWEEN 0 AND 1), reasons jsonb NOT NULL,
     deployment_id uuid, execution_id uuid, commit jsonb, at timestamptz NOT NULL,
     PRIMARY KEY (org_id, incident_id, rank),
     FOREIGN KEY (org_id, incident_id) REFERENCES incident (org_id, id) ON DELETE CASCADE)`,
  `CREATE TABLE incident_timeline (
     id uuid PRIMARY KEY, org_id uuid NOT NULL, incident_id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('opened', 'firing', 'suspect', 'rollback_requested', 'rolled_back', 'mitigated',
       'acknowledged', 'resolved', 'note', 'deployment')),
     automatic boolean NOT NULL, text text NOT NULL, actor_id uuid, actor_name text, deployment_id uuid,
     at timestamptz NOT NULL, UNIQUE (org_id, id),
     FOREIGN KEY (org_id, incident_id) REFERENCES incident (org_id, id) ON DELETE CASCADE)`,
  `CREATE INDEX incident_timeline_order ON incident_timeline (org_id, incident_id, at, id)`,
];

const TENANT_TABLES = ['firing', 'incident_counter', 'incident', 'incident_suspect', 'incident_timeline'];

/** Alert rules with their firings, and the incidents that they open. */
export class CreateAlerts1790000000004 implements MigrationInterface {
  name = 'CreateAlerts1790000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...ALERTS, ...INCIDENTS]) await runner.query(sql);
    // The evaluator claims due rules of all organizations; what it then does runs inside the rule's own.
    for (const sql of systemTable('alert_rule')) await runner.query(sql);
    for (const table of TENANT_TABLES) {
      for (const sql of tenantTable(table)) await runner.query(sql);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE incident_timeline, incident_suspect, incident, incident_counter, firing, alert_rule',
    );
  }
}
