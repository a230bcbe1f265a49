import { captureLogs, endCapture, memberClaims } from '@throughline/testing';
import { document as deploymentsDocument } from '../../../services/deployments/test/document.js';
import { startFurnishedWorld } from '../../../services/deployments/test/furnished-world.js';
import { judge } from './s1-judgement.ts';
import { Secrets } from './s1-secrets.ts';

const LIMIT_MS = 180_000;

describe('S1: secret leak scan', () => {
  const logs = captureLogs();
  const secrets = new Secrets();
  let close: (() => Promise<unknown>) | undefined;
  afterAll(async () => {
    endCapture();
    await close?.();
  });

  it(
    'finds none of what deployments is given',
    async () => {
      const furnished = await startFurnishedWorld();
      const { world, params } = furnished;
      close = furnished.close;
      const config = { variables: { WORD: 'plain' }, secrets: { TOKEN: secrets.plant('a secret of a configuration') } };
      const put = await world.put(`services/${params.serviceId}/environments/${params.environmentId}/config`, config);
      expect(put.status).toBe(200);
      const { service, orgId } = world;
      const claims = (): ReturnType<typeof memberClaims> => memberClaims(orgId, 'owner');
      const scanned = { service, document: deploymentsDocument, orgId, params, claims, logs };
      await judge('deployments', secrets, scanned);
    },
    LIMIT_MS,
  );
});
