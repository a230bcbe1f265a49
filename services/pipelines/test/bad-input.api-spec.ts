import { inputViolations, memberClaims } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedOrganization, furnishOrganization, NODE_KEY } from './furnished-organization.js';
import { World } from './world.js';

const LIMIT_MS = 120_000;

describe('bad input', () => {
  let world: World;
  let furnished: FurnishedOrganization;
  beforeAll(async () => {
    world = await World.start();
    furnished = await furnishOrganization(world);
  }, LIMIT_MS);
  afterAll(() => world.stop(), LIMIT_MS);

  it(
    'is answered with a problem, and tells nothing',
    async () => {
      const { org, ids, evidenceDigest } = furnished;
      const { projectId } = ids;
      const repository = { name: 'other', cloneUrl: world.repository.url, defaultBranch: 'main' };
      const violations = await inputViolations(world.service, document, {
        orgId: org.id,
        params: { ...ids, nodeKey: NODE_KEY },
        bodies: {
          castVote: { decision: 'approve', evidenceDigest, comment: 'Seen.' },
          startExecution: { branch: 'main', commitSha: '0'.repeat(40) },
          createRepository: { projectId, ...repository },
          createBranchRule: { pattern: 'release/*', pipelinePath: 'ci.yml', deployable: true },
        },
        // Neither the author of the commit nor one who has voted: the vote is theirs to cast.
        claims: () => memberClaims(org.id, 'owner', org.carol),
      });
      expect(violations).toEqual([]);
    },
    LIMIT_MS,
  );
});
