import { memberClaims, startTestService, type TestService, unauditedCommands } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './contract.js';
import { furnishOrg } from './furnished-org.js';

describe('audit', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('every command that is done leaves its fact', async () => {
    const { place, incidentId, alertRuleId } = await furnishOrg(service);
    const { orgId, serviceId, environmentId } = place;
    const limits = { threshold: 1, windowSeconds: 60, forSeconds: 0, cooldownSeconds: 0, severity: 'high' };
    const violations = await unauditedCommands(service, document, {
      schema: 'observability',
      orgId,
      params: { incidentId, alertRuleId },
      bodies: {
        addIncidentNote: { text: 'Turned the flag off.' },
        createAlertRule: { name: 'errors', kind: 'error_count', serviceId, environmentId, ...limits },
        updateAlertRule: { name: 'errors too', ...limits, enabled: true },
      },
      claims: () => memberClaims(orgId, 'owner'),
      allowed: { ingestLogs: 'log lines are the traffic of a key, not a command of anybody' },
    });
    expect(violations).toEqual([]);
  });
});
