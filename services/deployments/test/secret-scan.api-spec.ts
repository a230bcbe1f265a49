import { captureLogs, endCapture, secretLeaks } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { document } from './document.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

const LIMIT_MS = 120_000;

describe('S1: secrets', () => {
  const logs = captureLogs();
  let directory: string;
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    furnished = await startFurnishedWorld(directory);
  }, LIMIT_MS);
  afterAll(async () => {
    endCapture();
    await furnished.world.close();
    await rm(directory, { recursive: true, force: true });
  });

  it(
    'turn up in no reply and no log line',
    async () => {
      const { world, ids } = furnished;
      const leaks = await secretLeaks(world.service, document, {
        orgId: world.orgId,
        params: ids,
        bodies: { putConfig: (secret) => ({ variables: {}, secrets: { TOKEN: secret }, removeSecrets: [] }) },
        logs,
      });
      expect(leaks).toEqual([]);
      expect(logs.lines.length).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
