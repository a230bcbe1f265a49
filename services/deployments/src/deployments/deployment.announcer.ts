import { Injectable } from '@nestjs/common';
import {
  type Commit,
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  deploymentsDeploymentStartedV1,
  type EventData,
} from '@throughline/contracts';
import { LiveHub, Outbox, type Tx } from '@throughline/platform';
import { durationMs, type DeploymentRow } from './deployment-row.js';
import { requireDeployment } from './deployments.repository.js';

type Started = EventData<typeof deploymentsDeploymentStartedV1>;
type Outcome = EventData<typeof deploymentsDeploymentFinishedV1>['outcome'];
type RollbackOutcome = EventData<typeof deploymentsDeploymentRolledBackV1>['outcome'];

/** Turns what happened to a deployment into events, in the transaction in which it happened. */
@Injectable()
export class DeploymentAnnouncer {
  constructor(
    private readonly outbox: Outbox,
    private readonly live: LiveHub,
  ) {}

  async started(tx: Tx, id: string): Promise<void> {
    const row = await requireDeployment(tx, id);
    await this.outbox.append(tx, deploymentsDeploymentStartedV1, aggregateOf(row.id), factsOf(row));
    await this.rollback(tx, row, 'started');
    await this.changed(tx, row);
  }

  async finished(tx: Tx, id: string, outcome: Outcome): Promise<void> {
    const row = await requireDeployment(tx, id);
    await this.outbox.append(tx, deploymentsDeploymentFinishedV1, aggregateOf(row.id), {
      ...factsOf(row),
      outcome,
      message: row.message,
      url: row.url,
      previousDeploymentId: row.previous_deployment_id,
      durationMs: durationMs(row) ?? 0,
    });
    await this.rollback(tx, row, outcome === 'live' ? 'live' : 'failed');
    await this.changed(tx, row);
  }

  /** Tells open screens; the board and the deployment itself both show it. */
  async changed(tx: Tx, row: Pick<DeploymentRow, 'id'>): Promise<void> {
    this.live.changed(tx, 'deployment', row.id);
  }

  private async rollback(tx: Tx, row: DeploymentRow, outcome: RollbackOutcome): Promise<void> {
    if (row.rollback_of_id === null) return;
    const rolledBack = await requireDeployment(tx, row.rollback_of_id);
    await this.outbox.append(tx, deploymentsDeploymentRolledBackV1, aggregateOf(rolledBack.id), {
      deploymentId: rolledBack.id,
      number: rolledBack.number,
      rollbackDeploymentId: row.id,
      rollbackNumber: row.number,
      outcome,
      serviceId: row.service_id,
      serviceName: row.service_name,
      environmentId: row.environment_id,
      environmentName: row.environment_name,
      fromVersion: rolledBack.version,
      toVersion: row.version,
      reason: row.reason ?? 'rolled back',
      incidentId: row.incident_id,
      executionId: rolledBack.execution_id,
      message: row.message,
    });
    await this.changed(tx, rolledBack);
  }
}

const aggregateOf = (id: string): { kind: string; id: string } => ({ kind: 'deployment', id });

function factsOf(row: DeploymentRow): Started {
  return {
    deploymentId: row.id,
    number: row.number,
    kind: row.kind,
    requestId: row.request_id,
    executionId: row.execution_id,
    serviceId: row.service_id,
    serviceName: row.service_name,
    environmentId: row.environment_id,
    environmentName: row.environment_name,
    environmentClass: row.environment_class,
    releaseId: row.release_id,
    version: row.version,
    commit: row.commit satisfies Commit,
    requestedBy: { userId: row.requested_by_id, name: row.requested_by_name },
    incidentId: row.incident_id,
  };
}
