import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { AlertRuleRow } from './alert-rules.repository.js';
import type { FiringResponse, FiringState } from './firings.dto.js';

export interface FiringRow {
  id: string;
  rule_id: string;
  rule_name: string;
  state: FiringState;
  value: number;
  threshold: number;
  incident_id: string | null;
  started_at: Date;
  fired_at: Date | null;
  resolved_at: Date | null;
}

const NAMED = `SELECT f.*, r.name AS rule_name FROM firing f JOIN alert_rule r ON r.org_id = f.org_id AND r.id = f.rule_id`;

/** What an unresolved firing of a rule is known by. */
export function fingerprintOf(rule: AlertRuleRow): string {
  return `${rule.kind}:${rule.id}:${rule.service_id}:${rule.environment_id}`;
}

/** One row for each time that a rule's threshold was reached. A rule has at most one that is not resolved. */
@Injectable()
export class FiringsRepository {
  async start(tx: Tx, rule: AlertRuleRow, value: number, at: Date): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO firing (id, org_id, rule_id, fingerprint, state, value, threshold, started_at)
       VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7)`,
      [id, tx.orgId, rule.id, fingerprintOf(rule), value, rule.threshold, at],
    );
    return id;
  }

  /** The unresolved firing fires. Resolves to its id; undefined when there is none that is pending. */
  async fire(tx: Tx, ruleId: string, at: Date): Promise<string | undefined> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE firing SET state = 'firing', fired_at = $2 WHERE rule_id = $1 AND state = 'pending' RETURNING id`,
      [ruleId, at],
    );
    return rows[0]?.id;
  }

  async raiseValue(tx: Tx, ruleId: string, value: number): Promise<void> {
    await tx.query(`UPDATE firing SET value = $2 WHERE rule_id = $1 AND state <> 'resolved' AND value < $2`, [
      ruleId,
      value,
    ]);
  }

  async attach(tx: Tx, firingId: string, incidentId: string): Promise<void> {
    await tx.query('UPDATE firing SET incident_id = $2 WHERE id = $1', [firingId, incidentId]);
  }

  /** Ends the rule's unresolved firing. Resolves to it as it is now, or undefined without one. */
  async resolve(tx: Tx, ruleId: string, at: Date): Promise<FiringRow | undefined> {
    const rows = await tx.query<FiringRow>(
      `UPDATE firing SET state = 'resolved', resolved_at = $2 WHERE rule_id = $1 AND state <> 'resolved' RETURNING *`,
      [ruleId, at],
    );
    return rows[0];
  }

  /** The newest firing of an incident. */
  async ofIncident(tx: Tx, incidentId: string): Promise<FiringRow | undefined> {
    const sql = `${NAMED} WHERE f.incident_id = $1 ORDER BY f.started_at DESC, f.id DESC LIMIT 1`;
    return (await tx.query<FiringRow>(sql, [incidentId]))[0];
  }

  /** `limit + 1` firings, newest first. */
  list(tx: Tx, page: { ruleId: string | undefined; afterId: string | undefined; limit: number }): Promise<FiringRow[]> {
    return tx.query<FiringRow>(
      `${NAMED} WHERE ($1::uuid IS NULL OR f.rule_id = $1) AND ($2::uuid IS NULL OR f.id < $2) ORDER BY f.id DESC LIMIT $3`,
      [page.ruleId ?? null, page.afterId ?? null, page.limit + 1],
    );
  }
}

export function firingResponse(row: FiringRow): FiringResponse {
  return {
    id: row.id,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    state: row.state,
    value: row.value,
    threshold: row.threshold,
    incidentId: row.incident_id,
    startedAt: row.started_at.toISOString(),
    firedAt: row.fired_at?.toISOString() ?? null,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  };
}
