import { Injectable } from '@nestjs/common';
import { observabilityIncidentOpenedV1 } from '@throughline/contracts';
import { Audit, Outbox, type Tx } from '@throughline/platform';
import { type Breach, placeOf } from '../alerts/breach.js';
import { fingerprintOf } from '../alerts/firings.repository.js';
import { Ledger } from '../ledger/ledger.js';
import { IncidentTimeline } from './incident-timeline.js';
import { IncidentsRepository } from './incidents.repository.js';
import { deploymentToUndo, rankSuspects, type Suspect } from './suspect.rules.js';
import { SuspectsQueries } from './suspects.queries.js';

interface Opened {
  id: string;
  number: number;
  title: string;
  deploymentId: string | null;
}

/** Opens the incident of a firing rule, or adds the firing to the one that runs already. */
@Injectable()
export class IncidentOpener {
  constructor(
    private readonly incidents: IncidentsRepository,
    private readonly suspects: SuspectsQueries,
    private readonly timeline: IncidentTimeline,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Resolves to the incident of the firing, and the deployment that it suspects. */
  async open(tx: Tx, breach: Breach, firingId: string): Promise<{ id: string; deploymentId: string | null }> {
    const { rule, now } = breach;
    const [largest] = breach.groups;
    const firstErrorAt = largest?.first_at ?? now;
    const candidates = await this.suspects.candidates(tx, placeOf(rule), now);
    const suspects = rankSuspects(candidates, firstErrorAt);
    const title = `${rule.service_name}: ${breach.value} errors in ${rule.window_seconds} s in ${rule.environment_name}`;
    const deploymentId = suspects[0]?.deploymentId ?? null;
    const opened = await this.incidents.insert(tx, {
      rule,
      title,
      fingerprint: fingerprintOf(rule),
      deploymentId,
      firstErrorAt,
      openedAt: now,
    });
    if (!opened) return this.join(tx, breach);
    const incident = { ...opened, title, deploymentId };
    await this.incidents.addSuspects(tx, incident.id, suspects);
    await this.tell(tx, breach, { incident, suspects });
    await this.announce(tx, breach, { incident, suspects });
    await this.audit.record(tx, {
      action: 'incident.opened',
      resourceKind: 'incident',
      resourceId: incident.id,
      resourceName: title,
      after: { number: incident.number, alertRuleId: rule.id, firingId },
    });
    return incident;
  }

  private async join(tx: Tx, { rule, value, now }: Breach): Promise<{ id: string; deploymentId: string | null }> {
    const running = await this.incidents.runningOf(tx, rule.id);
    if (!running) throw new Error('an incident was refused as a second one, yet there is no first');
    const text = `${rule.name} fired again: ${value} errors in ${rule.window_seconds} s`;
    await this.timeline.add(tx, running.id, { kind: 'firing', text, at: now });
    return { id: running.id, deploymentId: running.deployment_id };
  }

  private async tell(tx: Tx, { rule, value, now }: Breach, { incident, suspects }: Story): Promise<void> {
    const fired = `${rule.name} fired: ${value} errors in ${rule.window_seconds} s, the limit is ${rule.threshold}`;
    await this.timeline.add(tx, incident.id, { kind: 'firing', text: fired, at: now });
    await this.timeline.add(tx, incident.id, { kind: 'opened', text: `Incident #${incident.number} opened`, at: now });
    const [first] = suspects;
    if (!first) return;
    const { deploymentId } = first;
    await this.timeline.add(tx, incident.id, { kind: 'suspect', text: accusation(first), deploymentId, at: now });
  }

  private async announce(tx: Tx, { rule, groups, now }: Breach, { incident, suspects }: Story): Promise<void> {
    await this.ledger.append(tx, {
      kind: 'incident_opened',
      subjectId: incident.id,
      title: `Incident #${incident.number}: ${incident.title}`,
      state: 'failed',
      ...placeOf(rule),
      deploymentId: incident.deploymentId,
      details: { number: incident.number, name: incident.title },
      at: now,
    });
    const liveNowId = await this.suspects.liveNow(tx, placeOf(rule));
    const undo = deploymentToUndo(suspects, { liveNowId, erringId: groups[0]?.deployment_id ?? null });
    await this.outbox.append(
      tx,
      observabilityIncidentOpenedV1,
      { kind: 'incident', id: incident.id },
      {
        incidentId: incident.id,
        number: incident.number,
        title: incident.title,
        severity: rule.severity,
        ...placeOf(rule),
        alertRuleId: rule.id,
        suspectDeploymentId: undo?.deploymentId ?? null,
        suspectScore: undo?.score ?? null,
      },
    );
  }
}

interface Story {
  incident: Opened;
  suspects: Suspect[];
}

function accusation({ title, commit, score }: Suspect): string {
  const author = commit ? `, commit ${commit.sha.slice(0, 7)} by ${commit.authorName}` : '';
  return `First suspect: ${title}${author} (${Math.round(score * 100)} %)`;
}
