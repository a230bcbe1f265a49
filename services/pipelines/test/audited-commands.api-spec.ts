import { memberClaims, unauditedCommands } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedOrganization, furnishOrganization } from './furnished-organization.js';
import { World } from './world.js';

const LIMIT_MS = 120_000;

describe('audit', () => {
  let world: World;
  let furnished: FurnishedOrganization;
  beforeAll(async () => {
    world = await World.start();
    furnished = await furnishOrganization(world);
  }, LIMIT_MS);
  afterAll(() => world.stop());

  it(
    'every command that is done leaves its fact',
    async () => {
      const { org, ids, evidenceDigest } = furnished;
      const repository = { name: 'other', cloneUrl: world.repository.url, defaultBranch: 'main' };
      const violations = await unauditedCommands(world.service, document, {
        schema: 'pipelines',
        orgId: org.id,
        params: ids,
        bodies: {
          castVote: { decision: 'approve', evidenceDigest, comment: 'Seen.' },
          startExecution: { branch: 'main' },
          createRepository: { projectId: ids.projectId, ...repository },
          createBranchRule: { pattern: 'release/*', pipelinePath: 'ci.yml', deployable: true },
        },
        // Neither the author of the commit nor one who has voted: the vote is theirs to cast.
        claims: () => memberClaims(org.id, 'owner', org.carol),
        allowed: {},
      });
      expect(violations).toEqual([]);
    },
    LIMIT_MS,
  );
});
