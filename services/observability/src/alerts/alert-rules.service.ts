import { Injectable } from '@nestjs/common';
import {
  Audit,
  cursorKey,
  databaseNow,
  LiveHub,
  OrgTx,
  type Page,
  type PageQuery,
  toPage,
  type Tx,
} from '@throughline/platform';
import type { AlertRuleResponse, CreateAlertRuleRequest, UpdateAlertRuleRequest } from './alert-rules.dto.js';
import { refuseAlert } from './alert-rules.errors.js';
import { type AlertRuleRow, AlertRulesRepository } from './alert-rules.repository.js';
import { FiringsRepository } from './firings.repository.js';

/** Alert rules as people keep them. */
@Injectable()
export class AlertRulesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly rules: AlertRulesRepository,
    private readonly firings: FiringsRepository,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  list(orgId: string, query: PageQuery): Promise<Page<AlertRuleResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.rules.list(tx, query.limit, after === undefined ? undefined : String(after));
      return toPage(rows, query.limit, (row) => [row.id], ruleResponse);
    });
  }

  get(orgId: string, id: string): Promise<AlertRuleResponse> {
    return this.orgTx.run(orgId, async (tx) => ruleResponse(await this.require(tx, id)));
  }

  /** @throws AppError `not_found` for a service or environment of nobody or of another organization */
  create(orgId: string, request: CreateAlertRuleRequest): Promise<AlertRuleResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.rules.knowsPlace(tx, request))) throw refuseAlert('not_found');
      const id = await this.rules.insert(tx, request);
      if (id === undefined) throw refuseAlert('alert_rule_name_taken');
      const rule = ruleResponse(await this.require(tx, id));
      await this.leaveTrace(tx, 'alert_rule.created', { id, name: rule.name, after: { ...request } });
      return rule;
    });
  }

  update(orgId: string, id: string, request: UpdateAlertRuleRequest): Promise<AlertRuleResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.rules.update(tx, id, request))) throw refuseAlert('not_found');
      if (request.enabled === false) await this.firings.resolve(tx, id, await databaseNow(tx));
      const rule = ruleResponse(await this.require(tx, id));
      await this.leaveTrace(tx, 'alert_rule.updated', { id, name: rule.name, after: { ...request } });
      return rule;
    });
  }

  async delete(orgId: string, id: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const name = await this.rules.delete(tx, id);
      if (name === undefined) throw refuseAlert('not_found');
      await this.leaveTrace(tx, 'alert_rule.deleted', { id, name, after: null });
    });
  }

  private async require(tx: Tx, id: string): Promise<AlertRuleRow> {
    const row = await this.rules.find(tx, id);
    if (!row) throw refuseAlert('not_found');
    return row;
  }

  private async leaveTrace(
    tx: Tx,
    action: string,
    rule: { id: string; name: string; after: Record<string, unknown> | null },
  ): Promise<void> {
    const subject = { resourceKind: 'alert_rule', resourceId: rule.id, resourceName: rule.name };
    await this.audit.record(tx, { action, ...subject, after: rule.after });
    this.live.changed(tx, 'alert_rule', rule.id);
  }
}

function ruleResponse(row: AlertRuleRow): AlertRuleResponse {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    serviceId: row.service_id,
    serviceName: row.service_name,
    environmentId: row.environment_id,
    environmentName: row.environment_name,
    threshold: row.threshold,
    windowSeconds: row.window_seconds,
    forSeconds: row.for_seconds,
    cooldownSeconds: row.cooldown_seconds,
    severity: row.severity,
    enabled: row.enabled,
    state: row.state,
    lastEvaluatedAt: row.last_evaluated_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
