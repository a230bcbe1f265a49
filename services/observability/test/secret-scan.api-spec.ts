import { captureLogs, endCapture, secretLeaks, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './contract.js';
import { furnishOrg } from './furnished-org.js';

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
    const { place, incidentId, alertRuleId, subjects } = await furnishOrg(service);
    const params = { incidentId, alertRuleId, subjectKind: 'deployment', subjectId: subjects.deployment };
    expect(await secretLeaks(service, document, { orgId: place.orgId, params, bodies: {}, logs })).toEqual([]);
    expect(logs.lines.length).toBeGreaterThan(0);
  });
});
