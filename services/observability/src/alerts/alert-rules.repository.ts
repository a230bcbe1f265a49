import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { mayAct, type Tx } from '@throughline/platform';
import type { RuleStanding } from './alert-planner.js';
import type { RuleState } from './alert-rule.machine.js';
import type { AlertKind, CreateAlertRuleRequest, UpdateAlertRuleRequest } from './alert-rules.dto.js';
import type { Severity } from './severity.js';

export interface AlertRuleRow {
  id: string;
  org_id: string;
  name: string;
  kind: AlertKind;
  service_id: string;
  service_name: string;
  environment_id: string;
  environment_name: string;
  threshold: number;
  window_seconds: number;
  for_seconds: number;
  cooldown_seconds: number;
  severity: Severity;
  enabled: boolean;
  state: RuleState;
  pending_since: Date | null;
  cooldown_until: Date | null;
  count_from: Date | null;
  last_evaluated_at: Date | null;
  created_at: Date;
}

export interface Place {
  serviceId: string;
  environmentId: string;
}

/** A rule that this process may evaluate; its writes carry the fence. */
export interface ClaimedRule {
  id: string;
  org_id: string;
  fence: number;
}

const NAMED = `SELECT r.*, s.name AS service_name, e.name AS environment_name FROM alert_rule r
  JOIN service s ON s.org_id = r.org_id AND s.id = r.service_id
  JOIN environment e ON e.org_id = r.org_id AND e.id = r.environment_id`;

const DEFAULT_COOLDOWN_S = 300;
const CLAIM = 50;
const LEASE = '15 seconds';

@Injectable()
export class AlertRulesRepository {
  async knowsPlace(tx: Tx, place: Place): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM service s JOIN environment e USING (org_id) WHERE s.id = $1 AND e.id = $2`,
      [place.serviceId, place.environmentId],
    );
    return rows.length > 0;
  }

  async insert(tx: Tx, rule: CreateAlertRuleRequest): Promise<string | undefined> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO alert_rule (id, org_id, name, kind, service_id, environment_id, threshold, window_seconds, for_seconds,
         cooldown_seconds, severity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (org_id, name) DO NOTHING RETURNING id`,
      [
        newId(),
        tx.orgId,
        rule.name.trim(),
        rule.kind,
        rule.serviceId,
        rule.environmentId,
        rule.threshold,
        rule.windowSeconds,
        rule.forSeconds,
        rule.cooldownSeconds ?? DEFAULT_COOLDOWN_S,
        rule.severity,
      ],
    );
    return rows[0]?.id;
  }

  /** False when there is no such rule. A rule that is switched off stands at ok. */
  async update(tx: Tx, id: string, patch: UpdateAlertRuleRequest): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE alert_rule SET name = coalesce($2, name), threshold = coalesce($3, threshold),
         window_seconds = coalesce($4, window_seconds), for_seconds = coalesce($5, for_seconds),
         cooldown_seconds = coalesce($6, cooldown_seconds), severity = coalesce($7, severity),
         enabled = coalesce($8, enabled), state = CASE WHEN $8 IS FALSE THEN 'ok' ELSE state END,
         pending_since = CASE WHEN $8 IS FALSE THEN NULL ELSE pending_since END
       WHERE id = $1 RETURNING id`,
      [
        id,
        patch.name?.trim() ?? null,
        patch.threshold ?? null,
        patch.windowSeconds ?? null,
        patch.forSeconds ?? null,
        patch.cooldownSeconds ?? null,
        patch.severity ?? null,
        patch.enabled ?? null,
      ],
    );
    return rows.length > 0;
  }

  async delete(tx: Tx, id: string): Promise<string | undefined> {
    const rows = await tx.query<{ name: string }>('DELETE FROM alert_rule WHERE id = $1 RETURNING name', [id]);
    return rows[0]?.name;
  }

  async find(tx: Tx, id: string): Promise<AlertRuleRow | undefined> {
    return (await tx.query<AlertRuleRow>(`${NAMED} WHERE r.id = $1`, [id]))[0];
  }

  /** `limit + 1` rules, newest first. */
  list(tx: Tx, limit: number, afterId: string | undefined): Promise<AlertRuleRow[]> {
    return tx.query<AlertRuleRow>(`${NAMED} WHERE $1::uuid IS NULL OR r.id < $1 ORDER BY r.id DESC LIMIT $2`, [
      afterId ?? null,
      limit + 1,
    ]);
  }

  /** Rules of any organization that is not suspended that were not evaluated since `now` and that nobody else evaluates. For a SystemTx. */
  claim(tx: Tx, now: Date): Promise<ClaimedRule[]> {
    return tx.query<ClaimedRule>(
      `UPDATE alert_rule SET fence = fence + 1, lease_until = clock_timestamp() + interval '${LEASE}' WHERE id IN (
         SELECT id FROM alert_rule WHERE enabled AND (last_evaluated_at IS NULL OR last_evaluated_at < $1)
           AND (lease_until IS NULL OR lease_until < clock_timestamp()) AND ${mayAct('alert_rule')}
         ORDER BY last_evaluated_at NULLS FIRST LIMIT ${CLAIM} FOR UPDATE SKIP LOCKED) RETURNING id, org_id, fence`,
      [now],
    );
  }

  /** The claimed rule, locked; undefined when another has claimed it since, or it is gone or switched off. */
  async lockClaimed(tx: Tx, claimed: ClaimedRule): Promise<AlertRuleRow | undefined> {
    const rows = await tx.query<AlertRuleRow>(
      `${NAMED} WHERE r.id = $1 AND r.fence = $2 AND r.enabled FOR UPDATE OF r`,
      [claimed.id, claimed.fence],
    );
    return rows[0];
  }

  async saveEvaluation(tx: Tx, id: string, standing: RuleStanding, now: Date): Promise<void> {
    await tx.query(
      `UPDATE alert_rule SET state = $2, pending_since = $3, cooldown_until = $4, last_evaluated_at = $5, lease_until = NULL
       WHERE id = $1`,
      [id, standing.state, standing.pendingSince, standing.cooldownUntil, now],
    );
  }

  /** A new release deserves a new judgement: the quiet time of the one before ends. */
  async endCooldown(tx: Tx, place: Place): Promise<void> {
    await tx.query('UPDATE alert_rule SET cooldown_until = NULL WHERE service_id = $1 AND environment_id = $2', [
      place.serviceId,
      place.environmentId,
    ]);
  }

  /** Errors from before a rollback do not keep a rule firing: it counts from `at` on. */
  async countFrom(tx: Tx, place: Place, at: Date): Promise<void> {
    await tx.query(
      `UPDATE alert_rule SET count_from = greatest(count_from, $3) WHERE service_id = $1 AND environment_id = $2`,
      [place.serviceId, place.environmentId, at],
    );
  }
}
