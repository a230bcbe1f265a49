import { Inject, Injectable } from '@nestjs/common';
import { fp, LiveHub, LOGGER, type Logger, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { AlertTransitions } from './alert-transitions.js';
import { type Evaluation, planEvaluation } from './alert-planner.js';
import { type AlertRuleRow, AlertRulesRepository, type ClaimedRule } from './alert-rules.repository.js';
import { type Breach, placeOf } from './breach.js';
import { ErrorCountsQueries } from './error-counts.queries.js';

/**
 * Evaluates alert rules. Any number of processes may tick: a rule is claimed by lease and fence, and its evaluation
 * with all that follows from it (firing, incident, events) is one transaction, so it happens once or not at all.
 */
@Injectable()
export class AlertEvaluator {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly rules: AlertRulesRepository,
    private readonly errors: ErrorCountsQueries,
    private readonly transitions: AlertTransitions,
    private readonly live: LiveHub,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Evaluates every enabled rule that was not evaluated since `now`. Resolves to how many this call evaluated. */
  async tick(now: Date): Promise<number> {
    let evaluated = 0;
    for (;;) {
      const claimed = await this.systemTx.run((tx) => this.rules.claim(tx, now));
      if (claimed.length === 0) return evaluated;
      fp('alert.after_claim');
      for (const rule of claimed) evaluated += await this.evaluateApart(rule, now);
    }
  }

  /** One rule's failure is its own: its lease runs out and it is tried again. */
  private async evaluateApart(claimed: ClaimedRule, now: Date): Promise<0 | 1> {
    try {
      await this.orgTx.run(claimed.org_id, (tx) => this.evaluate(tx, claimed, now));
      return 1;
    } catch (error) {
      this.logger.error({ err: error, ruleId: claimed.id }, 'alert rule could not be evaluated');
      return 0;
    }
  }

  private async evaluate(tx: Tx, claimed: ClaimedRule, now: Date): Promise<void> {
    const rule = await this.rules.lockClaimed(tx, claimed);
    if (!rule) return;
    const groups = await this.errors.groups(tx, placeOf(rule), { after: windowStart(rule, now), to: now });
    const value = groups.reduce((sum, group) => sum + group.errors, 0);
    const evaluation = planEvaluation(standingOf(rule), value, now);
    await this.rules.saveEvaluation(tx, rule.id, evaluation, now);
    await this.follow(tx, evaluation, { rule, groups, value, now });
  }

  private async follow(tx: Tx, evaluation: Evaluation, breach: Breach): Promise<void> {
    for (const trigger of evaluation.triggers) await this.transitions.apply(tx, trigger, breach);
    if (evaluation.triggers.length > 0) this.live.changed(tx, 'alert_rule', breach.rule.id);
    else if (evaluation.state !== 'ok') await this.transitions.continues(tx, breach);
  }
}

function windowStart(rule: AlertRuleRow, now: Date): Date {
  const start = now.getTime() - rule.window_seconds * 1_000;
  return new Date(Math.max(start, rule.count_from?.getTime() ?? start));
}

function standingOf(rule: AlertRuleRow): Parameters<typeof planEvaluation>[0] {
  return {
    state: rule.state,
    pendingSince: rule.pending_since,
    cooldownUntil: rule.cooldown_until,
    threshold: rule.threshold,
    forSeconds: rule.for_seconds,
    cooldownSeconds: rule.cooldown_seconds,
  };
}
