import { identityOrgChangedV1, observabilityIncidentOpenedV1, type OrgStatus } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { SystemTx } from '@throughline/platform';
import { claimWork, releaseLease } from '../src/work/work-queue.js';
import { DeploymentsWorld } from './deployments-world.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

describe('a suspended organization', () => {
  let furnished: FurnishedWorld;
  let world: DeploymentsWorld;
  let version = 1;
  beforeAll(async () => {
    furnished = await startFurnishedWorld();
    world = furnished.world;
  }, 60_000);
  afterAll(() => furnished.close());

  const become = (status: OrgStatus): Promise<boolean> =>
    world.service.deliver(
      identityOrgChangedV1,
      world.orgId,
      { ...identityOrgChangedV1.example, status },
      { aggregateId: world.orgId, aggregateVersion: ++version },
    );
  const claim = () => world.service.app.get(SystemTx).run(claimWork);

  it('starts no deployment that waits, and ends one that is under way', async () => {
    await world.requestDeploy(Buffer.from('x'));
    await become('suspended');
    expect(await claim()).toBeUndefined();
    await world.service.db.query('UPDATE deployments.deployment_work SET started = true');
    const lease = await claim();
    expect(lease).toMatchObject({ orgId: world.orgId });
    if (lease) await world.service.app.get(SystemTx).run((tx) => releaseLease(tx, lease, 0));
  });

  it('answers a pipeline’s request with the reason', async () => {
    const requestId = await world.requestDeploy(Buffer.from('y'));
    expect(await world.finished(requestId)).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('is suspended'),
    });
  });

  it('rolls nothing back by itself, and keeps the hold', async () => {
    const { deploymentId, serviceId, environmentId } = furnished.params;
    await world.service.deliver(observabilityIncidentOpenedV1, world.orgId, {
      ...observabilityIncidentOpenedV1.example,
      ...{ incidentId: newId(), serviceId, environmentId, suspectDeploymentId: deploymentId },
    });
    const { db } = world.service;
    expect(await db.query(`SELECT 1 FROM deployments.deployment WHERE kind = 'rollback'`)).toEqual([]);
    const [held] = await db.query('SELECT count(*)::int AS count FROM deployments.line_hold WHERE released_at IS NULL');
    expect(held).toEqual({ count: 2 });
  });
});
