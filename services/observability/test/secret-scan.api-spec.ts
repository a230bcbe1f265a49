import { captureLogs, endCapture, secretLeaks } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedObservability, furnishObservability } from './furnished-observability.js';

jest.setTimeout(60_000);

describe('S1: secrets', () => {
  const logs = captureLogs();
  let furnished: FurnishedObservability;
  beforeAll(async () => {
    furnished = await furnishObservability();
  });
  afterAll(async () => {
    endCapture();
    await furnished.close();
  });

  it('turn up in no reply and no log line', async () => {
    expect(await secretLeaks(furnished.service, document, { ...furnished, bodies: {}, logs })).toEqual([]);
    expect(logs.lines.length).toBeGreaterThan(0);
  });
});
