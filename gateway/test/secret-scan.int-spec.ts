import { captureLogs, endCapture, secretLeaks } from '@throughline/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from './loopback.js';
import { ORG_ID, startTestGateway, type TestGateway, USER_ID } from './test-gateway.js';

const document = JSON.parse(readFileSync(join(__dirname, '../openapi.json'), 'utf8')) as Parameters<
  typeof secretLeaks
>[1];

jest.setTimeout(60_000);

describe('S1: secrets', () => {
  const logs = captureLogs();
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
    const exchanged = { token: 't', orgId: ORG_ID, subject: USER_ID, cacheSeconds: 10 };
    for (const upstream of Object.values(gateway.upstreams)) {
      // Says nothing of what it was sent: what comes back is the gateway's own.
      upstream.respond((request, response) => {
        request.resume().on('end', () => json(response, 200, request.url === '/internal/exchange' ? exchanged : {}));
      });
    }
  });
  afterAll(async () => {
    endCapture();
    await gateway.close();
  });

  it('that come to the door turn up in no reply and no log line', async () => {
    const target = { url: gateway.url, bearer: () => Promise.resolve('Bearer a-credential') };
    expect(await secretLeaks(target, document, { orgId: ORG_ID, params: {}, bodies: {}, logs })).toEqual([]);
    expect(logs.lines.length).toBeGreaterThan(0);
  });
});
