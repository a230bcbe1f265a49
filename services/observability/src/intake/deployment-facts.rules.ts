import type {
  deploymentsConfigChangedV1,
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  deploymentsDeploymentStartedV1,
  Envelope,
  EventData,
} from '@throughline/contracts';
import type { ChangeFact, LineState } from '../ledger/change-fact.rules.js';

type Started = EventData<typeof deploymentsDeploymentStartedV1>;
type Finished = EventData<typeof deploymentsDeploymentFinishedV1>;

const FINISHED_STATE: Record<Finished['outcome'], LineState> = {
  live: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

const ROLLBACK_STATE = { started: 'running', live: 'succeeded', failed: 'failed' } as const;

const FINISHED_WORDS: Record<Finished['outcome'], string> = {
  live: 'went live',
  failed: 'failed',
  cancelled: 'was cancelled',
};

const nameOf = ({ number, serviceName, version, environmentName }: Started | Finished): string =>
  `Deployment #${number}: ${serviceName} ${version} → ${environmentName}`;

/** What started and finished deployments have in common. */
function deploymentFact(event: Envelope<Started | Finished>): Omit<ChangeFact, 'kind' | 'title' | 'state'> {
  const { deploymentId, number, kind, serviceId, environmentId, environmentName } = event.data;
  const { executionId, releaseId, version, commit, requestedBy, incidentId } = event.data;
  return {
    subjectId: deploymentId,
    serviceId,
    environmentId,
    executionId,
    deploymentId,
    releaseId,
    commit,
    actor: requestedBy,
    details: { number, version, environmentName, deploymentKind: kind, incidentId },
    at: new Date(event.occurredAt),
  };
}

export function deploymentStarted(event: Envelope<Started>): ChangeFact {
  return { ...deploymentFact(event), kind: 'deployment_started', title: nameOf(event.data), state: 'running' };
}

export function deploymentFinished(event: Envelope<Finished>): ChangeFact {
  const fact = deploymentFact(event);
  const { outcome, message, durationMs, previousDeploymentId } = event.data;
  return {
    ...fact,
    kind: 'deployment_finished',
    title: `${nameOf(event.data)} ${FINISHED_WORDS[outcome]}`,
    state: FINISHED_STATE[outcome],
    details: { ...fact.details, outcome, message, durationMs, previousDeploymentId },
  };
}

/** The fact is about the rollback (its subject) and belongs to the chain of the deployment that is undone. */
export function deploymentRolledBack(event: Envelope<EventData<typeof deploymentsDeploymentRolledBackV1>>): ChangeFact {
  const { deploymentId, number, rollbackDeploymentId, rollbackNumber, outcome, fromVersion, toVersion } = event.data;
  const { serviceId, serviceName, environmentId, environmentName, incidentId, message } = event.data;
  return {
    kind: 'deployment_rolled_back',
    subjectId: rollbackDeploymentId,
    title: `Rollback of deployment #${number}: ${serviceName} ${fromVersion} → ${toVersion} in ${environmentName}`,
    state: ROLLBACK_STATE[outcome],
    serviceId,
    environmentId,
    deploymentId,
    details: { number: rollbackNumber, version: toVersion, environmentName, outcome, incidentId, message },
    at: new Date(event.occurredAt),
  };
}

export function configChanged(event: Envelope<EventData<typeof deploymentsConfigChangedV1>>): ChangeFact {
  const { serviceId, environmentId, version, changedNames, changedBy } = event.data;
  return {
    kind: 'config_changed',
    subjectId: `${serviceId}/${environmentId}`,
    title: `Configuration version ${version}: ${changedNames.join(', ')}`,
    state: 'succeeded',
    serviceId,
    environmentId,
    actor: changedBy,
    details: { number: version, changedNames },
    at: new Date(event.occurredAt),
  };
}
