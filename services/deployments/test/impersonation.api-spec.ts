import { newId } from '@throughline/kernel';
import { impersonationViolations } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document } from './document.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

const RUN = { command: ['node', 'server.mjs'], healthPath: '/healthz' };
const LIMIT_MS = 120_000;

describe('A6: impersonation', () => {
  let directory: string;
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    furnished = await startFurnishedWorld(directory);
  }, LIMIT_MS);
  afterAll(async () => {
    await furnished.world.close();
    await rm(directory, { recursive: true, force: true });
  });

  it(
    'is closed to the deny-list, and both names are on every other write',
    async () => {
      const { world, ids } = furnished;
      const { projectId, serviceId, environmentId, fromEnvironmentId, toEnvironmentId, releaseId } = ids;
      const bodies = {
        putConfig: { variables: { WORD: 'mine' } },
        createDeployment: { releaseId, environmentId },
        rollBackDeployment: { reason: 'mine' },
        createEnvironment: { name: 'mine', class: 'dev', position: 7 },
        updateEnvironment: { name: 'mine too' },
        createHost: { environmentId, name: 'mine', kind: 'local_host' },
        promote: { serviceId, fromEnvironmentId, toEnvironmentId },
        createService: { projectId, name: 'mine', run: RUN },
        updateService: { name: 'mine too', run: RUN },
      };
      const fixture = { orgId: world.orgId, userId: newId(), params: ids, bodies, writes: 5 };
      expect(await impersonationViolations(world.service, document, fixture)).toEqual([]);
    },
    LIMIT_MS,
  );
});
