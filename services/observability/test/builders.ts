import type {
  Actor,
  Commit,
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentRolledBackV1,
  EventData,
} from '@throughline/contracts';
import { deploymentsEnvironmentChangedV1, deploymentsServiceChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { ingestKeyClaims, memberClaims, type TestService } from '@throughline/testing';
import request, { type Response } from 'supertest';

export interface Place {
  orgId: string;
  serviceId: string;
  environmentId: string;
}

export const newPlace = (orgId = newId()): Place => ({ orgId, serviceId: newId(), environmentId: newId() });

export const ada: Actor = { userId: newId(), name: 'Ada Lovelace' };

export const aCommit = (message = 'fix: greet by name', sha = newId().replaceAll('-', '') + 'abcdef01'): Commit => ({
  sha,
  branch: 'main',
  message,
  authorName: 'Ada Lovelace',
  authorEmail: 'ada@example.org',
  authoredAt: '2026-11-20T10:00:00Z',
});

/** Makes the place known by name, as deployments would. */
export async function announce(service: TestService, { orgId, serviceId, environmentId }: Place): Promise<void> {
  await service.deliver(deploymentsServiceChangedV1, orgId, {
    serviceId,
    projectId: newId(),
    slug: 'hello',
    name: 'hello-service',
  });
  const environment = {
    environmentId,
    slug: 'production',
    name: 'production',
    class: 'production',
    position: 2,
    autoRollback: true,
  } as const;
  await service.deliver(deploymentsEnvironmentChangedV1, orgId, environment);
}

type Finished = EventData<typeof deploymentsDeploymentFinishedV1>;

export function aDeployment(place: Place, change: Partial<Finished> = {}): Finished {
  const { serviceId, environmentId } = place;
  return {
    deploymentId: newId(),
    number: 88,
    kind: 'promotion',
    requestId: null,
    executionId: newId(),
    serviceId,
    serviceName: 'hello-service',
    environmentId,
    environmentName: 'production',
    environmentClass: 'production',
    releaseId: newId(),
    version: '1.8.0',
    commit: aCommit(),
    requestedBy: ada,
    incidentId: null,
    outcome: 'live',
    message: null,
    url: null,
    previousDeploymentId: null,
    durationMs: 41_300,
    ...change,
  };
}

export function aRollback(
  undone: Finished,
  change: Partial<EventData<typeof deploymentsDeploymentRolledBackV1>>,
): EventData<typeof deploymentsDeploymentRolledBackV1> {
  const { deploymentId, number, serviceId, serviceName, environmentId, environmentName } = undone;
  return {
    deploymentId,
    number,
    rollbackDeploymentId: newId(),
    rollbackNumber: 89,
    outcome: 'started',
    serviceId,
    serviceName,
    environmentId,
    environmentName,
    fromVersion: undone.version,
    toVersion: '1.7.4',
    reason: 'incident',
    incidentId: null,
    executionId: null,
    message: null,
    ...change,
  };
}

export interface Line {
  timestamp: string;
  level: string;
  message: string;
  [field: string]: unknown;
}

export const aLine = (change: Partial<Line> = {}): Line => ({
  timestamp: new Date().toISOString(),
  level: 'info',
  message: 'hello',
  ...change,
});

export async function ingest(service: TestService, place: Place, body: unknown): Promise<Response> {
  const key = ingestKeyClaims(place.orgId, place.serviceId, place.environmentId);
  return request(service.url)
    .post('/ingest/v1/logs')
    .set('authorization', await service.bearer(key))
    .set('content-type', 'application/json')
    .send(typeof body === 'string' ? body : JSON.stringify(body));
}

type Role = Parameters<typeof memberClaims>[1];

/** GET below the organization's path, as a member. */
export async function read(
  service: TestService,
  orgId: string,
  path: string,
  role: Role = 'viewer',
): Promise<Response> {
  const bearer = await service.bearer(memberClaims(orgId, role));
  return request(service.url).get(`/api/v1/orgs/${orgId}/${path}`).set('authorization', bearer);
}

/** Any other method below the organization's path, as a member. */
export async function act(
  service: TestService,
  orgId: string,
  call: { method: 'post' | 'patch' | 'delete'; path: string; body?: object; role?: Role },
): Promise<Response> {
  const bearer = await service.bearer(memberClaims(orgId, call.role ?? 'operator', newId(), 'Grace Hopper'));
  const sent = request(service.url)[call.method](`/api/v1/orgs/${orgId}/${call.path}`).set('authorization', bearer);
  return call.body ? sent.send(call.body) : sent;
}
