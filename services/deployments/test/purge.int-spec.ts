import {
  identityOrgChangedV1,
  identityOrgCreatedV1,
  identityProjectChangedV1,
  billingEntitlementsChangedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { purgeViolations } from '@throughline/testing';
import { access, mkdir } from 'node:fs/promises';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

const LIMIT_MS = 60_000;

describe('purging an organization', () => {
  let furnished: FurnishedWorld;
  const other = newId();
  beforeAll(async () => {
    furnished = await startFurnishedWorld();
    const { service, orgId } = furnished.world;
    await service.deliver(identityOrgCreatedV1, other, identityOrgCreatedV1.example);
    await service.deliver(identityProjectChangedV1, other, { ...identityProjectChangedV1.example, projectId: newId() });
    for (const org of [orgId, other]) {
      await service.deliver(identityOrgChangedV1, org, identityOrgChangedV1.example);
      await service.deliver(billingEntitlementsChangedV1, org, billingEntitlementsChangedV1.example);
    }
  }, LIMIT_MS);
  afterAll(() => furnished.close());

  it('leaves no row of it and nothing on its hosts, and every row of another', async () => {
    const { world } = furnished;
    const folder = world.place('staging').folder.root;
    await mkdir(folder, { recursive: true });
    const emptyTables = ['impersonation_view', 'deployment_work'];
    const expectation = { schema: 'deployments', doomed: world.orgId, other, emptyTables };
    expect(await purgeViolations(world.service, expectation)).toEqual([]);
    await expect(access(folder)).rejects.toThrow('ENOENT');
  });
});
