import { Injectable } from '@nestjs/common';
import {
  type Envelope,
  type EventData,
  observabilityIncidentOpenedV1,
  observabilityIncidentResolvedV1,
} from '@throughline/contracts';
import { AppError, isTransient } from '@throughline/kernel';
import { LiveHub, OnEvent, OrgStatuses, SUSPENDED_MESSAGE, type Tx } from '@throughline/platform';
import { DeploymentRequests } from '../deployments/deployment-requests.js';
import { type DeploymentRow } from '../deployments/deployment-row.js';
import { deploymentRow, logLine } from '../deployments/deployments.repository.js';
import { autoRollbackProblem } from './auto-rollback.js';
import { hold, releaseHold } from './holds.repository.js';

type Opened = EventData<typeof observabilityIncidentOpenedV1>;

const PRODUCT = { userId: null, name: 'Throughline' };

/** An incident stops the line of its service and environment and, where that is wanted, rolls its suspect back once. */
@Injectable()
export class IncidentEvents {
  constructor(
    private readonly requests: DeploymentRequests,
    private readonly live: LiveHub,
    private readonly statuses: OrgStatuses,
  ) {}

  @OnEvent(observabilityIncidentOpenedV1, { ordered: true })
  async opened(event: Envelope<EventData<typeof observabilityIncidentOpenedV1>>, tx: Tx): Promise<void> {
    const { incidentId, serviceId, environmentId } = event.data;
    const reason = reasonOf(event.data);
    if (!(await hold(tx, { incidentId, serviceId, environmentId, reason }))) return;
    this.live.changed(tx, 'hold', serviceId);
    const { suspectDeploymentId } = event.data;
    const suspect = suspectDeploymentId === null ? undefined : await deploymentRow(tx, suspectDeploymentId);
    if (suspect) await this.rollBackOnce(tx, suspect, event.data);
  }

  @OnEvent(observabilityIncidentResolvedV1, { ordered: true })
  async resolved(event: Envelope<EventData<typeof observabilityIncidentResolvedV1>>, tx: Tx): Promise<void> {
    const { incidentId, serviceId, environmentId, number, state } = event.data;
    await releaseHold(tx, { incidentId, serviceId, environmentId, reason: `incident #${number} is ${state}` });
    this.live.changed(tx, 'hold', serviceId);
  }

  private async rollBackOnce(tx: Tx, suspect: DeploymentRow, incident: Opened): Promise<void> {
    const { incidentId } = incident;
    const earlier = await tx.query('SELECT 1 FROM deployment WHERE rollback_of_id = $1', [suspect.id]);
    const problem = (await this.statuses.mayAct(tx))
      ? autoRollbackProblem(suspect, { ...incident, wasTried: earlier.length > 0 })
      : SUSPENDED_MESSAGE;
    if (problem !== undefined)
      return logLine(tx, suspect.id, { level: 'warn', text: `${reasonOf(incident)}: ${problem}` });
    try {
      await this.requests.rollBack(tx, suspect.id, { reason: reasonOf(incident), incidentId, requestedBy: PRODUCT });
    } catch (error) {
      // A refusal is an answer, and the hold has to stand; it changed nothing, so the transaction goes on.
      if (!(error instanceof AppError) || isTransient(error)) throw error;
      await logLine(tx, suspect.id, { level: 'warn', text: `${reasonOf(incident)}: ${error.message}` });
    }
  }
}

const reasonOf = (incident: Opened): string => `incident #${incident.number}: ${incident.title}`;
