import { unauditedCommands } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document } from './document.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

const RUN = { command: ['node', 'server.mjs'], healthPath: '/healthz' };
const LIMIT_MS = 120_000;

describe('audit', () => {
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
    'every command that is done leaves its fact',
    async () => {
      const { world, ids } = furnished;
      const { projectId, serviceId, environmentId, fromEnvironmentId, toEnvironmentId, releaseId } = ids;
      const violations = await unauditedCommands(world.service, document, {
        schema: 'deployments',
        orgId: world.orgId,
        params: ids,
        bodies: {
          putConfig: { variables: { WORD: 'b' }, secrets: { KEY: 'c' }, removeSecrets: [] },
          createDeployment: { releaseId, environmentId },
          rollBackDeployment: { reason: 'It greets nobody.' },
          createEnvironment: { name: 'Moon', slug: 'moon', class: 'dev', position: 7, autoRollback: true },
          updateEnvironment: { name: 'Mars', position: 8, autoRollback: false },
          createHost: { environmentId, name: 'moon-1', kind: 'local_host' },
          promote: { serviceId, fromEnvironmentId, toEnvironmentId },
          createService: { projectId, name: 'Moon', slug: 'moon', run: RUN },
          updateService: { name: 'Mars', run: RUN },
        },
        allowed: {
          // Both are made, with their fact, where createDeployment's are: deployment-requests.ts.
          rollBackDeployment: 'nothing to go back to: no worker runs here, so no earlier release ever stood',
          promote: 'the line is stopped by the incident that this world has',
        },
      });
      expect(violations).toEqual([]);
    },
    LIMIT_MS,
  );
});
