import {
  inputViolations,
  ingestKeyClaims,
  memberClaims,
  startTestService,
  type TestService,
} from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { aLine } from './builders.js';
import { document } from './contract.js';
import { furnishOrg } from './furnished-org.js';

jest.setTimeout(120_000);

describe('bad input', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('is answered with a problem, and tells nothing', async () => {
    const { place, incidentId, alertRuleId, subjects } = await furnishOrg(service);
    const { orgId, serviceId, environmentId } = place;
    const limits = { threshold: 1, windowSeconds: 60, forSeconds: 0, cooldownSeconds: 0, severity: 'high' };
    const violations = await inputViolations(service, document, {
      orgId,
      params: { incidentId, alertRuleId, subjectKind: 'deployment', subjectId: subjects.deployment },
      bodies: {
        ingestLogs: [aLine({ meta: { a: 1 } })],
        addIncidentNote: { text: 'Turned the flag off.' },
        createAlertRule: { name: 'errors', kind: 'error_count', serviceId, environmentId, ...limits },
        updateAlertRule: { name: 'errors', ...limits, enabled: true },
      },
      claims: (operation) =>
        operation === 'ingestLogs' ? ingestKeyClaims(orgId, serviceId, environmentId) : memberClaims(orgId, 'owner'),
    });
    expect(violations).toEqual([]);
  });
});
