import { identityOrgChangedV1, type OrgStatus } from '@throughline/contracts';
import { ingestKeyClaims, startTestService, type TestService } from '@throughline/testing';
import request from 'supertest';
import { AlertEvaluator } from '../src/alerts/alert-evaluator.js';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { type FurnishedOrg, furnishOrg } from './furnished-org.js';

describe('a suspended organization', () => {
  let service: TestService;
  let org: FurnishedOrg;
  let version = 1;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    org = await furnishOrg(service);
  }, 60_000);
  afterAll(() => service.close());

  const become = (status: OrgStatus): Promise<boolean> =>
    service.deliver(
      identityOrgChangedV1,
      org.place.orgId,
      { ...identityOrgChangedV1.example, status },
      { aggregateId: org.place.orgId, aggregateVersion: ++version },
    );
  const evaluatedAt = async (): Promise<unknown> =>
    (
      await service.db.query('SELECT last_evaluated_at FROM observability.alert_rule WHERE id = $1', [org.alertRuleId])
    )[0];

  it('has its alert rules rest, and evaluated again when it is active', async () => {
    const evaluator = service.app.get(AlertEvaluator);
    const before = await evaluatedAt();
    await become('suspended');
    await evaluator.tick(new Date());
    expect(await evaluatedAt()).toEqual(before);
    await become('active');
    await evaluator.tick(new Date());
    expect(await evaluatedAt()).not.toEqual(before);
  });

  it('gets its lines refused with the reason', async () => {
    const { orgId, serviceId, environmentId } = org.place;
    const claims = { ...ingestKeyClaims(orgId, serviceId, environmentId), read_only: true };
    const answer = await request(service.url)
      .post('/ingest/v1/logs')
      .set('authorization', await service.bearer(claims))
      .send([]);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'organization_suspended', detail: expect.stringContaining('Ask') });
  });
});
