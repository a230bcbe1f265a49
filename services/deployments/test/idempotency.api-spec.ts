import { observabilityIncidentResolvedV1 } from '@throughline/contracts';
import { idempotencyViolations } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document } from './document.js';
import type { DeploymentsWorld } from './deployments-world.js';
import { deployLive, type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

const RUN = { command: ['node', 'server.mjs'], healthPath: '/healthz' };
const LIMIT_MS = 120_000;

describe('a request that is sent again with its Idempotency-Key', () => {
  let directory: string;
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    furnished = await startFurnishedWorld(directory);
  }, LIMIT_MS);
  afterAll(async () => {
    await furnished.world.close();
    await rm(directory, { recursive: true, force: true });
  });

  it(
    'gets the same answer and changes nothing',
    async () => {
      const { world, ids } = furnished;
      const { projectId, serviceId, environmentId, fromEnvironmentId, toEnvironmentId, releaseId } = ids;
      const violations = await idempotencyViolations(world.service, document, {
        schema: 'deployments',
        orgId: world.orgId,
        params: ids,
        prepare: (operation) => prepare(world, operation),
        bodies: {
          createDeployment: { releaseId, environmentId },
          rollBackDeployment: { reason: 'It greets nobody.' },
          createEnvironment: { name: 'Moon', slug: 'moon', class: 'dev', position: 7, autoRollback: true },
          createHost: { environmentId, name: 'moon-1', kind: 'local_host' },
          promote: { serviceId, fromEnvironmentId, toEnvironmentId },
          createService: { projectId, name: 'Moon', slug: 'moon', run: RUN },
        },
      });
      expect(violations).toEqual([]);
    },
    LIMIT_MS,
  );
});

/** A second release in staging, to go back from; and the end of the incident that holds the line. */
async function prepare(world: DeploymentsWorld, operation: string): Promise<Record<string, string> | undefined> {
  if (operation === 'promote')
    await world.service.deliver(observabilityIncidentResolvedV1, world.orgId, observabilityIncidentResolvedV1.example);
  if (operation !== 'rollBackDeployment') return undefined;
  const { db } = world.service;
  await db.query('DELETE FROM deployments.deployment_work');
  await db.query(`UPDATE deployments.deployment SET status = 'superseded'`);
  return { deploymentId: (await deployLive(world, 'v2')).deploymentId };
}
