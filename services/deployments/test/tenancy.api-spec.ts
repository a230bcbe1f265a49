import { newId } from '@throughline/kernel';
import { type TenancyFixture, tenancyViolations } from '@throughline/testing';
import { document } from './document.js';
import { ADA } from './deployments-world.js';
import { CANARY, type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

/** Each request for a missing project waits for its event. */
jest.setTimeout(120_000);

const CANARIES = [CANARY, 'Hello', 'staging', ADA.name];

describe('T1: tenancy', () => {
  let theirs: FurnishedWorld;
  beforeAll(async () => {
    theirs = await startFurnishedWorld();
  });
  afterAll(() => theirs.close());

  function fixture(): TenancyFixture {
    const { schema, orgId: orgB, params, bodies } = theirs;
    const { serviceId, environmentId, fromEnvironmentId, toEnvironmentId } = params;
    const way = { serviceId, fromEnvironmentId, toEnvironmentId };
    const queries = {
      listDeployments: `?serviceId=${serviceId}&environmentId=${environmentId}`,
      listReleases: `?serviceId=${serviceId}`,
      previewPromotion: `?${new URLSearchParams(way).toString()}`,
    };
    return { schema, orgA: newId(), orgB, params, bodies, queries, canaries: CANARIES };
  }

  it.each(['board', 'deployments', 'releases', 'services', 'environments', 'hosts'])('has %s to hide', async (path) => {
    const answer = await theirs.world.get(path);
    expect(answer.status).toBe(200);
    expect(CANARIES.filter((canary) => answer.text.includes(canary))).not.toEqual([]);
  });

  it('shows and changes nothing of another organization', async () =>
    expect(await tenancyViolations(theirs.service, document, fixture())).toEqual([]));
});
