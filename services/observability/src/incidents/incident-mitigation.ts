import { Injectable } from '@nestjs/common';
import type { deploymentsDeploymentRolledBackV1, EventData } from '@throughline/contracts';
import { assertNever } from '@throughline/kernel';
import { type Tx } from '@throughline/platform';
import { AlertRulesRepository } from '../alerts/alert-rules.repository.js';
import { IncidentEnding } from './incident-ending.js';
import { IncidentTimeline } from './incident-timeline.js';
import { IncidentsRepository } from './incidents.repository.js';

type RolledBack = EventData<typeof deploymentsDeploymentRolledBackV1>;

/** What a rollback does to the incident that asked for it. */
@Injectable()
export class IncidentMitigation {
  constructor(
    private readonly incidents: IncidentsRepository,
    private readonly timeline: IncidentTimeline,
    private readonly ending: IncidentEnding,
    private readonly rules: AlertRulesRepository,
  ) {}

  /** Live means that the health of the earlier release was verified: that is the mitigation. */
  async follow(tx: Tx, rollback: RolledBack, at: Date): Promise<void> {
    if (rollback.outcome === 'live') await this.rules.countFrom(tx, rollback, at);
    for (const incidentId of await this.incidents.undoneBy(tx, rollback)) {
      await this.timeline.add(tx, incidentId, {
        ...entryOf(rollback),
        deploymentId: rollback.rollbackDeploymentId,
        at,
      });
      if (rollback.outcome !== 'live' || !(await this.incidents.move(tx, incidentId, 'mitigate', at))) continue;
      const text = `${rollback.serviceName} ${rollback.toVersion} is live and healthy in ${rollback.environmentName} again`;
      await this.timeline.add(tx, incidentId, { kind: 'mitigated', text, at });
      await this.ending.announce(tx, incidentId, { state: 'mitigated', at });
    }
  }
}

function entryOf(rollback: RolledBack): { kind: 'rollback_requested' | 'rolled_back' | 'deployment'; text: string } {
  const { number, rollbackNumber, fromVersion, toVersion, outcome } = rollback;
  switch (outcome) {
    case 'started':
      return {
        kind: 'rollback_requested',
        text: `Rollback #${rollbackNumber} of deployment #${number} (${fromVersion}) to ${toVersion} started: ${rollback.reason}`,
      };
    case 'live':
      return {
        kind: 'rolled_back',
        text: `Deployment #${number} (${fromVersion}) was rolled back to ${toVersion} by #${rollbackNumber}`,
      };
    case 'failed':
      return {
        kind: 'deployment',
        text: `Rollback #${rollbackNumber} to ${toVersion} failed: ${rollback.message ?? 'no reason given'}`,
      };
    default:
      return assertNever(outcome);
  }
}
