import { newId } from '@throughline/kernel';
import { impersonationViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './contract.js';
import { type FurnishedOrg, furnishOrg } from './furnished-org.js';

describe('A6: impersonation', () => {
  let service: TestService;
  let furnished: FurnishedOrg;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    furnished = await furnishOrg(service);
  }, 60_000);
  afterAll(() => service.close());

  it('is closed to the deny-list, and both names are on every other write', async () => {
    const { place, alertRuleId, incidentId, subjects } = furnished;
    const { orgId, serviceId, environmentId } = place;
    const limits = { threshold: 1, windowSeconds: 60, forSeconds: 0, cooldownSeconds: 0, severity: 'high' };
    const bodies = {
      addIncidentNote: { text: 'mine' },
      createAlertRule: { name: 'mine', kind: 'error_count', serviceId, environmentId, ...limits },
      updateAlertRule: { name: 'mine too', ...limits, enabled: false },
    };
    const subject = { subjectKind: 'deployment', subjectId: subjects.deployment };
    const params = { incidentId, alertRuleId, serviceId, environmentId, ...subject };
    const fixture = { orgId, userId: newId(), params, bodies, writes: 3 };
    expect(await impersonationViolations(service, document, fixture)).toEqual([]);
  }, 60_000);
});
