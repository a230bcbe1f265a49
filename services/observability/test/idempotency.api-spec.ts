import { idempotencyViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './contract.js';
import { furnishOrg } from './furnished-org.js';

describe('a request that is sent again with its Idempotency-Key', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('gets the same answer and changes nothing', async () => {
    const { place, incidentId, alertRuleId } = await furnishOrg(service);
    const { orgId, serviceId, environmentId } = place;
    const limits = { threshold: 1, windowSeconds: 60, forSeconds: 0, cooldownSeconds: 0, severity: 'high' };
    const violations = await idempotencyViolations(service, document, {
      schema: 'observability',
      orgId,
      params: { incidentId, alertRuleId },
      bodies: {
        addIncidentNote: { text: 'Turned the flag off.' },
        createAlertRule: { name: 'errors', kind: 'error_count', serviceId, environmentId, ...limits },
      },
    });
    expect(violations).toEqual([]);
  });
});
