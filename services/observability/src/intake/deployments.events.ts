import { Injectable } from '@nestjs/common';
import {
  deploymentsConfigChangedV1,
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  deploymentsDeploymentStartedV1,
  type Envelope,
  type EventData,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { AlertRulesRepository } from '../alerts/alert-rules.repository.js';
import { IncidentMitigation } from '../incidents/incident-mitigation.js';
import { Ledger } from '../ledger/ledger.js';
import {
  configChanged,
  deploymentFinished,
  deploymentRolledBack,
  deploymentStarted,
} from './deployment-facts.rules.js';
import { LiveDeployments } from './live-deployments.js';

/** Follows deployments: the ledger, the stamp on log lines, and the incidents that a rollback ends. */
@Injectable()
export class DeploymentsEvents {
  constructor(
    private readonly ledger: Ledger,
    private readonly liveDeployments: LiveDeployments,
    private readonly rules: AlertRulesRepository,
    private readonly mitigation: IncidentMitigation,
  ) {}

  @OnEvent(deploymentsDeploymentStartedV1, { ordered: true })
  async deploymentStarted(event: Envelope<EventData<typeof deploymentsDeploymentStartedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, deploymentStarted(event));
  }

  @OnEvent(deploymentsDeploymentFinishedV1, { ordered: true })
  async deploymentFinished(event: Envelope<EventData<typeof deploymentsDeploymentFinishedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, deploymentFinished(event));
    if (event.data.outcome !== 'live') return;
    await this.liveDeployments.wentLive(tx, { ...event.data, orgId: event.orgId, since: new Date(event.occurredAt) });
    if (event.data.kind !== 'rollback') await this.rules.endCooldown(tx, event.data);
  }

  @OnEvent(deploymentsDeploymentRolledBackV1, { ordered: true })
  async rolledBack(event: Envelope<EventData<typeof deploymentsDeploymentRolledBackV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, deploymentRolledBack(event));
    await this.mitigation.follow(tx, event.data, new Date(event.occurredAt));
  }

  @OnEvent(deploymentsConfigChangedV1)
  async configChanged(event: Envelope<EventData<typeof deploymentsConfigChangedV1>>, tx: Tx): Promise<void> {
    await this.ledger.append(tx, configChanged(event));
  }
}
