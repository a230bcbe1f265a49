import { eventually, idempotencyViolations, memberClaims } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedOrganization, furnishOrganization } from './furnished-organization.js';
import { World } from './world.js';

const LIMIT_MS = 120_000;

describe('a request that is sent again with its Idempotency-Key', () => {
  let world: World;
  let furnished: FurnishedOrganization;
  beforeAll(async () => {
    world = await World.start();
    furnished = await furnishOrganization(world);
  }, LIMIT_MS);
  afterAll(() => world.stop());

  it(
    'gets the same answer and changes nothing',
    async () => {
      const { org, ids, evidenceDigest } = furnished;
      const { projectId } = ids;
      const violations = await idempotencyViolations(world.service, document, {
        schema: 'pipelines',
        orgId: org.id,
        params: ids,
        bodies: {
          castVote: { decision: 'approve', evidenceDigest, comment: 'Seen.' },
          startExecution: { branch: 'main' },
          createRepository: { projectId, name: 'other', cloneUrl: world.repository.url, defaultBranch: 'main' },
          createBranchRule: { pattern: 'release/*', pipelinePath: 'ci.yml', deployable: true },
        },
        claims: () => memberClaims(org.id, 'owner', org.carol),
        settled: () =>
          eventually(async () =>
            expect(await world.service.db.query('SELECT 1 FROM pipelines.stack_work')).toEqual([]),
          ),
      });
      expect(violations).toEqual([]);
    },
    LIMIT_MS,
  );
});
