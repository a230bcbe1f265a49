import { newId } from '@throughline/kernel';
import { type TenancyFixture, tenancyViolations } from '@throughline/testing';
import { document } from './document.js';
import { CANARY, type FurnishedOrganization, furnishOrganization, NODE_KEY } from './furnished-organization.js';
import { AUTHOR } from './temp-repository.js';
import { World } from './world.js';

/** Each request for a missing project waits for its event. */
const LIMIT_MS = 120_000;

describe('T1: tenancy', () => {
  let world: World;
  let theirs: FurnishedOrganization;
  beforeAll(async () => {
    world = await World.start();
    theirs = await furnishOrganization(world);
  }, LIMIT_MS);
  afterAll(() => world.stop());

  function fixture(): TenancyFixture {
    const { org, ids, evidenceDigest } = theirs;
    const { projectId, pipelineId } = ids;
    return {
      schema: 'pipelines',
      orgA: newId(),
      orgB: org.id,
      params: { ...ids, nodeKey: NODE_KEY },
      bodies: {
        castVote: { decision: 'reject', evidenceDigest, comment: 'mine' },
        startExecution: { branch: 'main' },
        createRepository: { projectId, name: 'mine', cloneUrl: world.repository.url },
        createBranchRule: { pattern: 'mine/*', deployable: true },
      },
      queries: { listExecutions: `?pipelineId=${pipelineId}` },
      canaries: [CANARY, AUTHOR.name, 'hello'],
    };
  }

  it.each<[string, () => string]>([
    ['approvals', () => '/approvals'],
    ['repositories', () => '/repositories'],
    ['pipelines', () => '/pipelines'],
    ['versions', () => `/pipelines/${theirs.ids.pipelineId}/versions`],
    ['executions', () => '/executions'],
    ['artifacts', () => `/executions/${theirs.ids.executionId}/artifacts`],
    ['logs', () => `/executions/${theirs.ids.executionId}/nodes/${NODE_KEY}/log`],
  ])('has %s to hide', async (_what, path) => {
    const answer = await world.as(theirs.org, 'get', path());
    expect(answer.status).toBe(200);
    expect(fixture().canaries.filter((canary) => answer.text.includes(canary))).not.toEqual([]);
  });

  it(
    'shows and changes nothing of another organization',
    async () => expect(await tenancyViolations(world.service, document, fixture())).toEqual([]),
    LIMIT_MS,
  );
});
