import { newId } from '@throughline/kernel';
import { impersonationViolations } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedOrganization, furnishOrganization, NODE_KEY } from './furnished-organization.js';
import { World } from './world.js';

const LIMIT_MS = 120_000;

describe('A6: impersonation', () => {
  let world: World;
  let furnished: FurnishedOrganization;
  beforeAll(async () => {
    world = await World.start();
    furnished = await furnishOrganization(world);
  }, LIMIT_MS);
  afterAll(() => world.stop());

  it(
    'is closed to the deny-list, and both names are on every other write',
    async () => {
      const { org, ids, evidenceDigest } = furnished;
      const bodies = {
        castVote: { decision: 'reject', evidenceDigest, comment: 'mine' },
        startExecution: { branch: 'main' },
        createRepository: { projectId: ids.projectId, name: 'mine', cloneUrl: world.repository.url },
        createBranchRule: { pattern: 'mine/*', deployable: true },
      };
      const fixture = { orgId: org.id, userId: newId(), params: { ...ids, nodeKey: NODE_KEY }, bodies, writes: 3 };
      expect(await impersonationViolations(world.service, document, fixture)).toEqual([]);
    },
    LIMIT_MS,
  );
});
