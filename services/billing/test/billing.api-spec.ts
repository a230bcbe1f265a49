import { identityMemberChangedV1, identityOrgCreatedV1, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, startTestService, type TestService } from '@throughline/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(JSON.parse(readFileSync(join(__dirname, '../openapi.json'), 'utf8')) as object, 'openapi.json');

/** What of a body is not as openapi.json says; null when all is. */
function breaches(component: string, body: unknown): unknown {
  const validate = ajv.getSchema(`openapi.json#/components/schemas/${component}`);
  if (!validate) throw new Error(`openapi.json has no ${component}`);
  return validate(body) ? null : validate.errors;
}

describe('billing over HTTP', () => {
  let service: TestService;
  const orgId = newId();
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    await service.deliver(identityOrgCreatedV1, orgId, {
      slug: 'acme',
      name: 'Acme',
      ownerUserId: newId(),
      parentOrgId: null,
    });
    const person = {
      userId: newId(),
      email: 'a@example.org',
      fullName: 'Ada',
      role: 'owner' as const,
      roleKey: 'owner',
      permissions: [],
    };
    await service.deliver(identityMemberChangedV1, orgId, person);
  });
  afterAll(() => service.close());

  const get = async (path: string, org = orgId, role: Role = 'viewer'): Promise<Response> =>
    request(service.url)
      .get(path)
      .set('authorization', await service.bearer(memberClaims(org, role)));

  it('lists the plans, page by page', async () => {
    const all = await get('/api/v1/plans');
    expect(breaches('PlanPageResponse', all.body)).toBeNull();
    expect(all.body.items.map((plan: { key: string }) => plan.key)).toEqual(['free', 'team', 'enterprise']);
    const first = await get('/api/v1/plans?limit=2');
    const rest = await get(`/api/v1/plans?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...rest.body.items]).toEqual(all.body.items);
    expect(rest.body.nextCursor).toBeNull();
  });

  it('shows the subscription', async () => {
    const answer = await get(`/api/v1/orgs/${orgId}/subscription`);
    expect(answer.status).toBe(200);
    expect(breaches('SubscriptionResponse', answer.body)).toBeNull();
    expect(answer.body).toMatchObject({ planKey: 'free', planName: 'Free', status: 'active' });
  });

  it('shows each limit and what is used of it', async () => {
    const answer = await get(`/api/v1/orgs/${orgId}/entitlements`);
    expect(breaches('EntitlementsResponse', answer.body)).toBeNull();
    expect(answer.body).toMatchObject({ version: 1, planKey: 'free' });
    const items = answer.body.items as { feature: string; limit: number; used: number | null }[];
    expect(items.find(({ feature }) => feature === 'members')).toMatchObject({ limit: 10, used: 1 });
    expect(items.find(({ feature }) => feature === 'log_retention_days')).toMatchObject({ used: null });
  });

  it('says that a new organization’s subscription is on its way, and what it will give', async () => {
    const other = newId();
    const subscription = await get(`/api/v1/orgs/${other}/subscription`, other);
    expect(subscription.status).toBe(404);
    expect(subscription.body).toMatchObject({ code: 'subscription_missing' });
    const entitlements = await get(`/api/v1/orgs/${other}/entitlements`, other);
    expect(entitlements.body).toMatchObject({ version: 0, planKey: 'free' });
  });

  it('refuses strangers', async () => {
    expect((await request(service.url).get('/api/v1/plans')).status).toBe(401);
    const withoutRights = await service.bearer({ ...memberClaims(orgId, 'viewer'), permissions: [] });
    const answer = await request(service.url)
      .get(`/api/v1/orgs/${orgId}/subscription`)
      .set('authorization', withoutRights);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'permission_missing' });
  });

  it.each(['?cursor=WyJ1bmtub3duIl0', '?cursor=x', '?limit=0', '?limit=x', '?unknown=1'])(
    'refuses %s',
    async (query) => {
      const answer = await get(`/api/v1/plans${query}`);
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );
});
