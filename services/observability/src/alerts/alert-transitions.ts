import { Injectable } from '@nestjs/common';
import { assertNever } from '@throughline/kernel';
import { fp, LiveHub, type Tx } from '@throughline/platform';
import { IncidentOpener } from '../incidents/incident-opener.js';
import { IncidentTimeline } from '../incidents/incident-timeline.js';
import { Ledger } from '../ledger/ledger.js';
import type { RuleTrigger } from './alert-rule.machine.js';
import { type Breach, placeOf } from './breach.js';
import { FiringsRepository } from './firings.repository.js';

/** What follows from a rule's change of state, in the evaluation's own transaction. */
@Injectable()
export class AlertTransitions {
  constructor(
    private readonly firings: FiringsRepository,
    private readonly opener: IncidentOpener,
    private readonly timeline: IncidentTimeline,
    private readonly ledger: Ledger,
    private readonly live: LiveHub,
  ) {}

  async apply(tx: Tx, trigger: RuleTrigger, breach: Breach): Promise<void> {
    switch (trigger) {
      case 'breach':
        return this.start(tx, breach);
      case 'sustain':
        return this.fire(tx, breach);
      case 'clear':
        return this.clear(tx, breach);
      default:
        return assertNever(trigger);
    }
  }

  /** A firing that goes on keeps the highest value. */
  continues(tx: Tx, breach: Breach): Promise<void> {
    return this.firings.raiseValue(tx, breach.rule.id, breach.value);
  }

  private async start(tx: Tx, { rule, value, now }: Breach): Promise<void> {
    const id = await this.firings.start(tx, rule, value, now);
    this.live.changed(tx, 'firing', id);
  }

  private async fire(tx: Tx, breach: Breach): Promise<void> {
    const { rule, value, now } = breach;
    await this.firings.raiseValue(tx, rule.id, value);
    const id = await this.firings.fire(tx, rule.id, now);
    if (id === undefined) return;
    fp('alert.before_incident');
    const incident = await this.opener.open(tx, breach, id);
    await this.firings.attach(tx, id, incident.id);
    await this.ledger.append(tx, {
      kind: 'firing_started',
      subjectId: id,
      title: `${rule.name}: ${value} errors in ${rule.window_seconds} s`,
      state: 'failed',
      ...placeOf(rule),
      deploymentId: incident.deploymentId,
      details: { name: rule.name, value, incidentId: incident.id },
      at: now,
    });
    this.live.changed(tx, 'firing', id);
    fp('alert.after_incident');
  }

  private async clear(tx: Tx, { rule, now }: Breach): Promise<void> {
    const firing = await this.firings.resolve(tx, rule.id, now);
    if (!firing) return;
    this.live.changed(tx, 'firing', firing.id);
    if (firing.fired_at === null || firing.incident_id === null) return;
    const text = `${rule.name} is over: fewer than ${rule.threshold} errors in ${rule.window_seconds} s`;
    const incident = await this.timeline.add(tx, firing.incident_id, { kind: 'firing', text, at: now });
    await this.ledger.append(tx, {
      kind: 'firing_resolved',
      subjectId: firing.id,
      title: text,
      state: 'succeeded',
      ...placeOf(rule),
      deploymentId: incident.deploymentId,
      details: { name: rule.name, value: firing.value, incidentId: firing.incident_id },
      at: now,
    });
  }
}
