import { observabilityIncidentResolvedV1 } from '@throughline/contracts';
import { idempotencyViolations } from '@throughline/testing';
import { document } from './document.js';
import type { DeploymentsWorld } from './deployments-world.js';
import { deployLive, type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

jest.setTimeout(240_000);

describe('a request that is sent again with its Idempotency-Key', () => {
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    furnished = await startFurnishedWorld();
  });
  afterAll(() => furnished.close());

  it('gets the same answer and changes nothing', async () => {
    const { world, service } = furnished;
    const fixture = { ...furnished, prepare: (operation: string) => prepare(world, operation) };
    expect(await idempotencyViolations(service, document, fixture)).toEqual([]);
  });
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
