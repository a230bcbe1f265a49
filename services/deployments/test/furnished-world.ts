import { identityOrgCreatedV1, observabilityIncidentOpenedV1 } from '@throughline/contracts';
import { type FurnishedService, memberClaims } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMIT, DeploymentsWorld } from './deployments-world.js';
import { requestBodies } from './request-bodies.js';

/** What texts of the organization's things hold. */
export const CANARY = 'canary';

/** One of each thing that a path, a body or a query can name. */
export type ThingIds = Record<
  | 'projectId'
  | 'serviceId'
  | 'environmentId'
  | 'fromEnvironmentId'
  | 'toEnvironmentId'
  | 'hostId'
  | 'releaseId'
  | 'deploymentId',
  string
>;

export interface FurnishedWorld extends FurnishedService {
  world: DeploymentsWorld;
  params: ThingIds;
}

/**
 * An organization with one of everything that this service keeps: a release that is live in staging with a
 * configuration and a secret, and an incident that holds its line. No worker runs.
 */
export async function startFurnishedWorld(): Promise<FurnishedWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'throughline-'));
  const world = await DeploymentsWorld.start({ PROCESS_ROLE: 'http' }, { HOSTS_BELOW: directory });
  const params = await furnish(world);
  return {
    world,
    service: world.service,
    schema: 'deployments',
    orgId: world.orgId,
    params,
    bodies: requestBodies(params),
    claims: () => memberClaims(world.orgId, 'owner'),
    close: async () => {
      await world.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function furnish(world: DeploymentsWorld): Promise<ThingIds> {
  await world.service.deliver(identityOrgCreatedV1, world.orgId, {
    ...identityOrgCreatedV1.example,
    slug: CANARY,
    name: CANARY,
  });
  await world.furnish();
  const { serviceId, projectId } = world;
  const [staging, production] = [world.place('staging'), world.place('production')];
  const config = { variables: { WORD: CANARY }, secrets: { TOKEN: CANARY } };
  await world.put(`services/${serviceId}/environments/${staging.id}/config`, config);
  const { releaseId, deploymentId } = await deployLive(world, CANARY);
  await world.service.deliver(observabilityIncidentOpenedV1, world.orgId, {
    ...observabilityIncidentOpenedV1.example,
    ...{ title: CANARY, serviceId, environmentId: staging.id, suspectDeploymentId: null },
  });
  const way = { fromEnvironmentId: staging.id, toEnvironmentId: production.id };
  const place = { environmentId: staging.id, hostId: staging.hostId };
  return { projectId, serviceId, releaseId, deploymentId, ...place, ...way };
}

/** A version that is live in staging: puts the state that a worker would have come to in place of its work. */
export async function deployLive(
  world: DeploymentsWorld,
  version: string,
): Promise<{ releaseId: string; deploymentId: string }> {
  const commit = { ...COMMIT, message: `${CANARY}: greet by name` };
  const requestId = await world.requestDeploy(Buffer.from(version), { version, commit });
  const { db } = world.service;
  const [row] = await db.query<{ releaseId: string; deploymentId: string }>(
    `UPDATE deployments.deployment SET status = 'live', url = $2, finished_at = clock_timestamp()
      WHERE request_id = $1 RETURNING id AS "deploymentId", release_id AS "releaseId"`,
    [requestId, `http://${CANARY}`],
  );
  if (!row) throw new Error(`nothing came of request ${requestId}`);
  await db.query(
    `INSERT INTO deployments.deployment_target (org_id, deployment_id, host_id, status, message, healthy)
     VALUES ($1, $2, $3, 'live', $4, true)`,
    [world.orgId, row.deploymentId, world.place('staging').hostId, CANARY],
  );
  await db.query('DELETE FROM deployments.deployment_work WHERE deployment_id = $1', [row.deploymentId]);
  return row;
}
