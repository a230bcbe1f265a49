import { newId } from '@throughline/kernel';
import { tenancyViolations } from '@throughline/testing';
import { document } from './document.js';
import { CANARY, NODE_KEY } from './furnished-organization.js';
import { type FurnishedPipelines, furnishPipelines } from './furnished-pipelines.js';
import { AUTHOR } from './temp-repository.js';

/** Each request for a missing project waits for its event. */
jest.setTimeout(120_000);

const CANARIES = [CANARY, AUTHOR.name, 'hello'];

describe('T1: tenancy', () => {
  let theirs: FurnishedPipelines;
  beforeAll(async () => {
    theirs = await furnishPipelines();
  });
  afterAll(() => theirs.close());

  it.each<[string, () => string]>([
    ['approvals', () => '/approvals'],
    ['repositories', () => '/repositories'],
    ['pipelines', () => '/pipelines'],
    ['versions', () => `/pipelines/${theirs.ids.pipelineId}/versions`],
    ['executions', () => '/executions'],
    ['artifacts', () => `/executions/${theirs.ids.executionId}/artifacts`],
    ['logs', () => `/executions/${theirs.ids.executionId}/nodes/${NODE_KEY}/log`],
  ])('has %s to hide', async (_what, path) => {
    const answer = await theirs.world.as(theirs.org, 'get', path());
    expect(answer.status).toBe(200);
    expect(CANARIES.filter((canary) => answer.text.includes(canary))).not.toEqual([]);
  });

  it('shows and changes nothing of another organization', async () => {
    const { service, schema, orgId: orgB, bodies, ids } = theirs;
    // Runners serve every organization, so that there is one is nothing to hide; a missing one stands in for it here.
    const params = { ...theirs.params, runnerId: newId() };
    const queries = { listExecutions: `?pipelineId=${ids.pipelineId}` };
    const fixture = { schema, orgA: newId(), orgB, params, bodies, queries, canaries: CANARIES };
    expect(await tenancyViolations(service, document, fixture)).toEqual([]);
  });
});
