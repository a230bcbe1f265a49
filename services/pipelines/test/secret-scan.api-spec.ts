import { captureLogs, endCapture, memberClaims, secretLeaks } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedOrganization, furnishOrganization, NODE_KEY } from './furnished-organization.js';
import { World } from './world.js';

const LIMIT_MS = 120_000;

describe('S1: secrets', () => {
  const logs = captureLogs();
  let world: World;
  let furnished: FurnishedOrganization;
  beforeAll(async () => {
    world = await World.start();
    furnished = await furnishOrganization(world);
  }, LIMIT_MS);
  afterAll(async () => {
    endCapture();
    await world.stop();
  });

  it(
    'turn up in no reply and no log line',
    async () => {
      const { org, ids } = furnished;
      const { projectId } = ids;
      const leaks = await secretLeaks(world.service, document, {
        orgId: org.id,
        params: { ...ids, nodeKey: NODE_KEY },
        bodies: {
          // Refused, as addresses of this kind are for now: the password in it must not come back.
          createRepository: (secret) => ({
            projectId,
            name: 'other',
            cloneUrl: `https://bot:${encodeURIComponent(secret)}@git.example/a.git`,
            defaultBranch: 'main',
          }),
        },
        claims: () => memberClaims(org.id, 'owner', org.carol),
        logs,
      });
      expect(leaks).toEqual([]);
      expect(logs.lines.length).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
