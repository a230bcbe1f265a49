import { captureLogs, endCapture, memberClaims } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document as deploymentsDocument } from '../../../services/deployments/test/document.js';
import { startFurnishedWorld } from '../../../services/deployments/test/furnished-world.js';
import { judge } from './s1-judgement.ts';
import { Secrets } from './s1-secrets.ts';

const LIMIT_MS = 180_000;

describe('S1: secret leak scan', () => {
  const logs = captureLogs();
  const secrets = new Secrets();
  let directory: string;
  let close: (() => Promise<unknown>) | undefined;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
  });
  afterAll(async () => {
    endCapture();
    await close?.();
    await rm(directory, { recursive: true, force: true });
  });

  it(
    'finds none of what deployments is given',
    async () => {
      const { world, ids } = await startFurnishedWorld(directory);
      close = () => world.close();
      const config = { variables: { WORD: 'plain' }, secrets: { TOKEN: secrets.plant('a secret of a configuration') } };
      const put = await world.put(`services/${ids.serviceId}/environments/${ids.environmentId}/config`, config);
      expect(put.status).toBe(200);
      const { service, orgId } = world;
      const claims = (): ReturnType<typeof memberClaims> => memberClaims(orgId, 'owner');
      const scanned = { service, document: deploymentsDocument, orgId, params: ids, claims, logs };
      await judge('deployments', secrets, scanned);
    },
    LIMIT_MS,
  );
});
