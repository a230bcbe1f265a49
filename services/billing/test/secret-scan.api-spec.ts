import { newId } from '@throughline/kernel';
import { captureLogs, endCapture, secretLeaks, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

jest.setTimeout(60_000);

describe('S1: secrets', () => {
  const logs = captureLogs();
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(async () => {
    endCapture();
    await service.close();
  });

  it('turn up in no reply and no log line', async () => {
    expect(await secretLeaks(service, document, { orgId: newId(), params: {}, bodies: {}, logs })).toEqual([]);
    expect(logs.lines.length).toBeGreaterThan(0);
  });
});
