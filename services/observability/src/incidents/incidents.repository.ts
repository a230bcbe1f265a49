import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { AlertRuleRow } from '../alerts/alert-rules.repository.js';
import type { Severity } from '../alerts/severity.js';
import { incidentMachine, type IncidentState, type IncidentTrigger } from './incident.machine.js';
import type { Suspect } from './suspect.rules.js';

export interface IncidentRow {
  id: string;
  number: number;
  title: string;
  severity: Severity;
  state: IncidentState;
  service_id: string;
  service_name: string | null;
  environment_id: string;
  environment_name: string | null;
  alert_rule_id: string | null;
  deployment_id: string | null;
  assignee_name: string | null;
  first_error_at: Date;
  opened_at: Date;
  mitigated_at: Date | null;
  resolved_at: Date | null;
  /** `opened_at` with microseconds, for the cursor. */
  key: string;
}

export interface NewIncident {
  rule: AlertRuleRow;
  title: string;
  fingerprint: string;
  deploymentId: string | null;
  firstErrorAt: Date;
  openedAt: Date;
}

const STAMP: Record<IncidentTrigger, string> = {
  acknowledge: 'acknowledged_at',
  mitigate: 'mitigated_at',
  resolve: 'resolved_at',
};

const RUNNING = `state IN ('open', 'acknowledged')`;

/** The write side of incidents. */
@Injectable()
export class IncidentsRepository {
  /** Resolves to undefined when the rule has a running incident already: the index on (org, rule) decides. */
  async insert(tx: Tx, incident: NewIncident): Promise<{ id: string; number: number } | undefined> {
    if (await this.runningOf(tx, incident.rule.id)) return undefined; // so that no number is spent for nothing
    const { rule } = incident;
    const rows = await tx.query<{ id: string; number: number }>(
      `WITH next AS (
         INSERT INTO incident_counter AS c (org_id, last_number) VALUES ($2, 1)
         ON CONFLICT (org_id) DO UPDATE SET last_number = c.last_number + 1 RETURNING last_number)
       INSERT INTO incident (id, org_id, number, title, severity, state, fingerprint, service_id, environment_id,
         alert_rule_id, deployment_id, first_error_at, opened_at)
       SELECT $1, $2, next.last_number, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11 FROM next
       ON CONFLICT (org_id, alert_rule_id) WHERE ${RUNNING} DO NOTHING RETURNING id, number`,
      [
        newId(),
        tx.orgId,
        incident.title,
        rule.severity,
        incident.fingerprint,
        rule.service_id,
        rule.environment_id,
        rule.id,
        incident.deploymentId,
        incident.firstErrorAt,
        incident.openedAt,
      ],
    );
    return rows[0];
  }

  async runningOf(tx: Tx, ruleId: string): Promise<{ id: string; deployment_id: string | null } | undefined> {
    const sql = `SELECT id, deployment_id FROM incident WHERE alert_rule_id = $1 AND ${RUNNING}`;
    return (await tx.query<{ id: string; deployment_id: string | null }>(sql, [ruleId]))[0];
  }

  /** The incidents that a rollback is for: the one that it names, else the running ones that suspect the deployment. */
  async undoneBy(tx: Tx, rollback: { incidentId: string | null; deploymentId: string }): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM incident WHERE CASE WHEN $1::uuid IS NULL THEN deployment_id = $2 AND ${RUNNING} ELSE id = $1 END`,
      [rollback.incidentId, rollback.deploymentId],
    );
    return rows.map((row) => row.id);
  }

  /** Compare-and-set by the machine's table. False when the incident is not in a state that the trigger leaves. */
  async move(tx: Tx, id: string, trigger: IncidentTrigger, at: Date): Promise<boolean> {
    const sources = incidentMachine.sources(trigger);
    const step = sources[0] && incidentMachine.next(sources[0], trigger);
    if (!step?.ok) return false;
    const rows = await tx.query(
      `UPDATE incident SET state = $2, ${STAMP[trigger]} = $3 WHERE id = $1 AND state = ANY($4) RETURNING id`,
      [id, step.to, at, sources],
    );
    return rows.length > 0;
  }

  async assign(tx: Tx, id: string, assignee: Actor): Promise<void> {
    await tx.query('UPDATE incident SET assignee_id = $2, assignee_name = $3 WHERE id = $1', [
      id,
      assignee.userId,
      assignee.name,
    ]);
  }

  async addSuspects(tx: Tx, incidentId: string, suspects: readonly Suspect[]): Promise<void> {
    for (const suspect of suspects) {
      await tx.query(
        `INSERT INTO incident_suspect (org_id, incident_id, rank, change_id, kind, title, score, reasons, deployment_id,
           execution_id, commit, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          tx.orgId,
          incidentId,
          suspect.rank,
          suspect.changeId,
          suspect.kind,
          suspect.title,
          suspect.score,
          JSON.stringify(suspect.reasons),
          suspect.deploymentId,
          suspect.executionId,
          suspect.commit && JSON.stringify(suspect.commit),
          suspect.at,
        ],
      );
    }
  }
}
