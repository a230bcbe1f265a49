import {
  approvalsDecidedV1,
  approvalsRequestedV1,
  billingEntitlementsChangedV1,
  deploymentsConfigChangedV1,
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  deploymentsDeploymentStartedV1,
  identityOrgCreatedV1,
  pipelinesArtifactPublishedV1,
  pipelinesExecutionFinishedV1,
  pipelinesExecutionStartedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { AlertEvaluator } from '../src/alerts/alert-evaluator.js';
import type { SubjectKind } from '../src/line/line.rules.js';
import {
  act,
  aCommit,
  aDeployment,
  aLine,
  announce,
  aRollback,
  ingest,
  newPlace,
  type Place,
  read,
} from './builders.js';

export interface FurnishedOrg {
  place: Place;
  alertRuleId: string;
  incidentId: string;
  /** One of each kind that a line is drawn for. */
  subjects: Record<SubjectKind, string>;
}

/** What every text of the organization's things holds. */
export const CANARY = 'canary';

/** An organization with one of everything that this service keeps. */
export async function furnishOrg(service: TestService): Promise<FurnishedOrg> {
  const place = newPlace();
  await announce(service, place);
  await service.deliver(identityOrgCreatedV1, place.orgId, {
    ...identityOrgCreatedV1.example,
    slug: CANARY,
    name: CANARY,
  });
  await service.deliver(billingEntitlementsChangedV1, place.orgId, billingEntitlementsChangedV1.example);
  const commit = aCommit(`${CANARY}: greet by name`);
  const pipeline = await runPipeline(service, place.orgId, commit);
  const release = await deploy(service, place, { commit, executionId: pipeline.execution });
  const alert = await raiseAlert(service, place);
  const subjects = { commit: commit.sha, ...pipeline, ...release, firing: alert.firingId, incident: alert.incidentId };
  return { place, alertRuleId: alert.ruleId, incidentId: alert.incidentId, subjects };
}

async function runPipeline(service: TestService, orgId: string, commit: ReturnType<typeof aCommit>) {
  const [executionId, artifactId, approvalId] = [newId(), newId(), newId()];
  const named = { executionId, commit, pipelineName: CANARY };
  const gate = { approvalId, executionId, title: CANARY };
  await service.deliver(pipelinesExecutionStartedV1, orgId, { ...pipelinesExecutionStartedV1.example, ...named });
  const artifact = { artifactId, executionId, commit, name: CANARY };
  await service.deliver(pipelinesArtifactPublishedV1, orgId, { ...pipelinesArtifactPublishedV1.example, ...artifact });
  await service.deliver(approvalsRequestedV1, orgId, { ...approvalsRequestedV1.example, ...gate });
  await service.deliver(approvalsDecidedV1, orgId, { ...approvalsDecidedV1.example, ...gate });
  await service.deliver(pipelinesExecutionFinishedV1, orgId, { ...pipelinesExecutionFinishedV1.example, ...named });
  return { execution: executionId, artifact: artifactId, approval: approvalId };
}

async function deploy(
  service: TestService,
  place: Place,
  made: Pick<ReturnType<typeof aDeployment>, 'commit' | 'executionId'>,
) {
  const { orgId, serviceId, environmentId } = place;
  const finished = aDeployment(place, { ...made, serviceName: CANARY });
  await service.deliver(deploymentsDeploymentStartedV1, orgId, finished);
  await service.deliver(deploymentsDeploymentFinishedV1, orgId, finished);
  await service.deliver(deploymentsDeploymentRolledBackV1, orgId, aRollback(finished, {}));
  const config = { serviceId, environmentId, changedNames: [CANARY] };
  await service.deliver(deploymentsConfigChangedV1, orgId, { ...deploymentsConfigChangedV1.example, ...config });
  return { deployment: finished.deploymentId, release: finished.releaseId };
}

/** A rule that fires, with the incident it opens, which somebody has written to. */
async function raiseAlert(service: TestService, place: Place) {
  const { orgId, serviceId, environmentId } = place;
  const limits = { kind: 'error_count', threshold: 1, windowSeconds: 60, forSeconds: 0, severity: 'high' };
  const body = { name: CANARY, serviceId, environmentId, ...limits };
  const rule = await act(service, orgId, { method: 'post', path: 'alert-rules', body });
  await ingest(service, place, [aLine({ level: 'error', message: CANARY, meta: { secret: CANARY } })]);
  await service.app.get(AlertEvaluator).tick(new Date());
  const firings = await read(service, orgId, 'firings');
  const { id: firingId, incidentId } = firings.body.items[0] as { id: string; incidentId: string };
  const path = `incidents/${incidentId}/notes`;
  const note = await act(service, orgId, { method: 'post', path, body: { text: CANARY } });
  if (note.status !== 201) throw new Error(`note: ${note.status} ${note.text}`);
  return { ruleId: rule.body.id as string, firingId, incidentId };
}
