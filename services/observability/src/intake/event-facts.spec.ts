import {
  approvalsDecidedV1,
  approvalsRequestedV1,
  deploymentsConfigChangedV1,
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  deploymentsDeploymentStartedV1,
  type Envelope,
  type EventData,
  type EventType,
  pipelinesArtifactPublishedV1,
  pipelinesExecutionFinishedV1,
  pipelinesExecutionStartedV1,
  pipelinesNodeFinishedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import * as deployments from './deployment-facts.rules.js';
import * as pipelines from './pipeline-facts.rules.js';

const OCCURRED_AT = '2026-11-20T12:00:00.000Z';

function envelope<T extends EventType>(event: T, change: Partial<EventData<T>> = {}): Envelope<EventData<T>> {
  const data = Object.assign({}, event.example, change) as EventData<T>;
  const { type, version } = event;
  return {
    id: newId(),
    type,
    version,
    occurredAt: OCCURRED_AT,
    orgId: newId(),
    aggregateId: 'a',
    aggregateVersion: 1,
    traceparent: null,
    data,
  };
}

describe('the fact of an event', () => {
  it.each([
    ['execution_started', 'running', pipelines.executionStarted(envelope(pipelinesExecutionStartedV1))],
    ['execution_finished', 'succeeded', pipelines.executionFinished(envelope(pipelinesExecutionFinishedV1))],
    [
      'execution_finished',
      'failed',
      pipelines.executionFinished(envelope(pipelinesExecutionFinishedV1, { outcome: 'timed_out' })),
    ],
    ['artifact_published', 'succeeded', pipelines.artifactPublished(envelope(pipelinesArtifactPublishedV1))],
    ['approval_requested', 'waiting', pipelines.approvalRequested(envelope(approvalsRequestedV1))],
    ['approval_decided', 'failed', pipelines.approvalDecided(envelope(approvalsDecidedV1, { decision: 'rejected' }))],
    ['deployment_started', 'running', deployments.deploymentStarted(envelope(deploymentsDeploymentStartedV1))],
    ['deployment_finished', 'succeeded', deployments.deploymentFinished(envelope(deploymentsDeploymentFinishedV1))],
    [
      'deployment_finished',
      'failed',
      deployments.deploymentFinished(envelope(deploymentsDeploymentFinishedV1, { outcome: 'failed' })),
    ],
    [
      'deployment_rolled_back',
      'running',
      deployments.deploymentRolledBack(envelope(deploymentsDeploymentRolledBackV1)),
    ],
    ['config_changed', 'succeeded', deployments.configChanged(envelope(deploymentsConfigChangedV1))],
  ] as const)('%s is %s, when it happened', (kind, state, fact) => {
    expect(fact).toMatchObject({ kind, state, at: new Date(OCCURRED_AT), title: expect.stringMatching(/\S/) });
  });

  it('keeps silent of a node that did its work', () => {
    const finished = (outcome: string) => pipelines.nodeFailed(envelope(pipelinesNodeFinishedV1, { outcome }));
    expect(['succeeded', 'skipped'].map(finished)).toEqual([undefined, undefined]);
    expect(finished('timed_out')).toMatchObject({
      kind: 'node_failed',
      state: 'failed',
      title: 'kind node key timed out',
    });
  });

  it('hangs a rollback on the deployment that it undoes', () => {
    const ids = { deploymentId: newId(), rollbackDeploymentId: newId() };
    const fact = deployments.deploymentRolledBack(envelope(deploymentsDeploymentRolledBackV1, ids));
    expect(fact).toMatchObject({ subjectId: ids.rollbackDeploymentId, deploymentId: ids.deploymentId });
  });
});
