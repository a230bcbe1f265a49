import { newId } from '@throughline/kernel';
import { type TenancyFixture, tenancyViolations } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document } from './document.js';
import { ADA } from './deployments-world.js';
import { CANARY, type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

const RUN = { command: ['node', 'server.mjs'], healthPath: '/healthz' };
/** Each request for a missing project waits for its event. */
const LIMIT_MS = 120_000;

describe('T1: tenancy', () => {
  let directory: string;
  let theirs: FurnishedWorld;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    theirs = await startFurnishedWorld(directory);
  }, LIMIT_MS);
  afterAll(async () => {
    await theirs.world.close();
    await rm(directory, { recursive: true, force: true });
  });

  function fixture(): TenancyFixture {
    const { world, ids } = theirs;
    const { projectId, serviceId, environmentId, fromEnvironmentId, toEnvironmentId, releaseId } = ids;
    const way = { serviceId, fromEnvironmentId, toEnvironmentId };
    return {
      schema: 'deployments',
      orgA: newId(),
      orgB: world.orgId,
      params: ids,
      bodies: {
        putConfig: { variables: { WORD: 'mine' }, removeSecrets: ['TOKEN'] },
        createDeployment: { releaseId, environmentId },
        rollBackDeployment: { reason: 'mine' },
        createEnvironment: { name: 'mine', class: 'dev', position: 7 },
        updateEnvironment: { name: 'mine' },
        createHost: { environmentId, name: 'mine', kind: 'local_host' },
        promote: way,
        createService: { projectId, name: 'mine', run: RUN },
        updateService: { name: 'mine', run: RUN },
      },
      queries: {
        listDeployments: `?serviceId=${serviceId}&environmentId=${environmentId}`,
        listReleases: `?serviceId=${serviceId}`,
        previewPromotion: `?${new URLSearchParams(way).toString()}`,
      },
      canaries: [CANARY, 'Hello', 'staging', ADA.name],
    };
  }

  it.each(['board', 'deployments', 'releases', 'services', 'environments', 'hosts'])('has %s to hide', async (path) => {
    const { canaries } = fixture();
    const answer = await theirs.world.get(path);
    expect(answer.status).toBe(200);
    expect(canaries.filter((canary) => answer.text.includes(canary))).not.toEqual([]);
  });

  it(
    'shows and changes nothing of another organization',
    async () => expect(await tenancyViolations(theirs.world.service, document, fixture())).toEqual([]),
    LIMIT_MS,
  );
});
