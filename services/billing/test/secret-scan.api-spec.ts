import { captureLogs, endCapture, type FurnishedService, secretLeaks } from '@throughline/testing';
import { document } from './document.js';
import { furnishBilling } from './furnished-billing.js';

jest.setTimeout(60_000);

describe('S1: secrets', () => {
  const logs = captureLogs();
  let furnished: FurnishedService;
  beforeAll(async () => {
    furnished = await furnishBilling();
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
