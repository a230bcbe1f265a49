import { captureLogs, endCapture, secretLeaks } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

jest.setTimeout(120_000);

describe('S1: secrets', () => {
  const logs = captureLogs();
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    furnished = await startFurnishedWorld();
  });
  afterAll(async () => {
    endCapture();
    await furnished.close();
  });

  it('turn up in no reply and no log line', async () => {
    const leaks = await secretLeaks(furnished.service, document, {
      ...furnished,
      bodies: { putConfig: (secret) => ({ variables: {}, secrets: { TOKEN: secret }, removeSecrets: [] }) },
      logs,
    });
    expect(leaks).toEqual([]);
    expect(logs.lines.length).toBeGreaterThan(0);
  });
});
