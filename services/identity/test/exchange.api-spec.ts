import { internalTokenClaims, ROLE_PERMISSIONS, ROLES } from '@throughline/contracts';
import type { TestService } from '@throughline/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { newId } from '@throughline/kernel';
import {
  addMember,
  createOrganization,
  exchange,
  INTERNAL_SECRET,
  send,
  sendAs,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

describe('the exchange of credentials', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const trade = (org: string | null, credential = tenant.owner.accessToken, audience = 'pipelines') =>
    exchange(service, { credential, org, audience });

  it('gives a token of 60 seconds for one service, by the published keys', async () => {
    const answer = await trade(tenant.slug);
    expect(answer).toMatchObject({
      status: 200,
      body: { orgId: tenant.id, subject: tenant.owner.userId, cacheSeconds: 10 },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const jwks = createLocalJWKSet((await send(service, { path: '/internal/jwks' })).body);
    const { payload, protectedHeader } = await jwtVerify(answer.body.token, jwks, {
      algorithms: ['EdDSA'],
      issuer: 'throughline-identity',
      audience: 'pipelines',
      typ: 'at+jwt',
    });
    expect(protectedHeader.kid).toEqual(expect.any(String));
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(internalTokenClaims.parse(payload)).toMatchObject({
      sub: tenant.owner.userId,
      kind: 'user',
      role: 'owner',
      act: null,
      session_id: expect.any(String),
    });
  });

  it.each(ROLES)('gives a %s what the role holds', async (role) => {
    const person = await addMember(service, tenant, role);
    const { token } = (await trade(tenant.id, person.accessToken)).body;
    const jwks = createLocalJWKSet((await send(service, { path: '/internal/jwks' })).body);
    const { payload } = await jwtVerify(token, jwks);
    expect(payload).toMatchObject({ role, org_id: tenant.id, permissions: [...ROLE_PERMISSIONS[role]] });
  });

  it('gives no authority outside an organization', async () => {
    const { token, orgId } = (await trade(null)).body;
    expect(orgId).toBeNull();
    const jwks = createLocalJWKSet((await send(service, { path: '/internal/jwks' })).body);
    expect((await jwtVerify(token, jwks)).payload).toMatchObject({ org_id: null, role: null, permissions: [] });
  });

  it('answers for another organization as for none', async () => {
    const other = await createOrganization(service);
    const answers = [await trade(other.slug), await trade(other.id), await trade('no-such-org'), await trade(newId())];
    const bodies = answers.map((answer) => ({ ...answer.body, traceId: '' }));
    expect(bodies).toEqual(Array.from(answers, () => bodies[0]));
    expect(bodies[0]).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('follows a role at once, and the end of a membership', async () => {
    const person = await addMember(service, tenant, 'admin');
    const owner = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const path = `/api/v1/orgs/${tenant.id}/members/${person.userId}`;
    await sendAs(service, owner, { method: 'patch', path, body: { role: 'viewer' } });
    const jwks = createLocalJWKSet((await send(service, { path: '/internal/jwks' })).body);
    const { token } = (await trade(tenant.slug, person.accessToken)).body;
    expect((await jwtVerify(token, jwks)).payload).toMatchObject({ role: 'viewer' });
    await sendAs(service, owner, { method: 'delete', path });
    expect((await trade(tenant.slug, person.accessToken)).status).toBe(404);
    expect((await trade(null, person.accessToken)).status).toBe(200);
  });

  it.each([
    ['no secret', undefined],
    ['an empty one', 'Bearer '],
    ['another', `Bearer ${INTERNAL_SECRET}x`],
    ['a shorter one', `Bearer ${INTERNAL_SECRET.slice(0, -1)}`],
    ['the bare text', INTERNAL_SECRET],
  ])('is closed with %s', async (_what, authorization) => {
    const body = { credential: tenant.owner.accessToken, org: null, audience: 'identity' };
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await send(service, { method: 'post', path: '/internal/exchange', body, headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'internal_only' } });
  });

  it.each([
    ['no credential', { credential: undefined }],
    ['an empty credential', { credential: '' }],
    ['a huge credential', { credential: 'x'.repeat(4_097) }],
    ['an organization that is no text', { org: { id: 1 } }],
    ['an unknown audience', { audience: 'everything' }],
    ['the gateway as audience', { audience: 'gateway' }],
    ['an unknown field', { role: 'owner' }],
  ])('refuses %s', async (_what, part) => {
    const body = { credential: tenant.owner.accessToken, org: null, audience: 'identity', ...part };
    const answer = await exchange(service, body as never);
    expect(answer).toMatchObject({ status: 400, body: { code: 'exchange_invalid' } });
  });

  it.each(['x', 'tlk_', 'tlk_ingest_x', `tlk_ingest_${'a'.repeat(61)}`])(
    'does not know the credential %p',
    async (credential) =>
      expect(await trade(null, credential)).toMatchObject({ status: 401, body: { code: 'credential_invalid' } }),
  );

  it('ignores an organization with NUL in its name', async () => expect((await trade('a\u0000b')).status).toBe(400));

  it('lets no person of a deleted session through', async () => {
    const person = await signUp(service);
    await service.db.query('DELETE FROM identity.session WHERE user_id = $1', [person.userId]);
    expect((await trade(null, person.accessToken)).status).toBe(401);
  });
});
