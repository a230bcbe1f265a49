import { auditRecordedV1, identityApiKeyRevokedV1, internalTokenClaims } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, type TestService } from '@throughline/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { SigningKeys } from '../src/keys/signing-keys.js';
import { breaches } from './contract.js';
import {
  addMember,
  createOrganization,
  exchange,
  type Person,
  send,
  sendAs,
  sendAsPerson,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

const ME = '/api/v1/me/api-keys';
const SCOPES = ['projects.read', 'projects.manage', 'executions.start'];

describe('personal keys', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const make = (person: Person, part: object = {}) =>
    sendAsPerson(service, person, { method: 'post', path: ME, body: { name: 'laptop', scopes: SCOPES, ...part } });
  const trade = (credential: string, org: string | null, client?: object) =>
    exchange(service, { credential, org, audience: 'identity', ...(client && { client }) });
  const claimsOf = async (credential: string, org: string | null) => {
    const { body } = await trade(credential, org);
    const jwks = createLocalJWKSet(service.app.get(SigningKeys).jwks());
    return internalTokenClaims.parse((await jwtVerify(body.token, jwks)).payload);
  };
  const rotate = (person: Person, id: string, body: object) =>
    sendAsPerson(service, person, { method: 'post', path: `${ME}/${id}/rotate`, body });
  const mine = async (person: Person, id: string) =>
    (await sendAsPerson(service, person, { path: ME })).body.items.find((item: { id: string }) => item.id === id);
  const asOwner = () => ({ org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId });

  it('acts as the person, with its scopes and no more', async () => {
    const person = await addMember(service, tenant, 'admin');
    const made = await make(person, { description: 'my laptop' });
    expect(made.status).toBe(201);
    expect(breaches('createPersonalKey', made)).toEqual([]);
    expect(made.body.secret).toMatch(/^tlk_user_/);
    expect(await claimsOf(made.body.secret, tenant.slug)).toMatchObject({
      sub: person.userId,
      kind: 'user',
      key_id: made.body.id,
      org_id: tenant.id,
      role: 'admin',
      permissions: expect.arrayContaining(SCOPES),
    });
    expect((await claimsOf(made.body.secret, tenant.slug)).permissions).toHaveLength(SCOPES.length);
    expect((await trade(made.body.secret, tenant.slug)).body).toMatchObject({
      subject: person.userId,
      keyId: made.body.id,
    });
    const list = await sendAsPerson(service, person, { path: ME });
    expect(breaches('listPersonalKeys', list)).toEqual([]);
    expect(list.body.items[0]).toMatchObject({ description: 'my laptop', state: 'active', organization: null });
    expect(list.text).not.toContain(made.body.secret.slice(made.body.prefix.length));
  });

  it('loses what its holder loses, and wins nothing back that it was not given', async () => {
    const person = await addMember(service, tenant, 'admin');
    const { secret } = (await make(person)).body;
    const path = `/api/v1/orgs/${tenant.id}/members/${person.userId}`;
    await sendAs(service, asOwner(), { method: 'patch', path, body: { role: 'viewer' } });
    expect((await claimsOf(secret, tenant.id)).permissions).toEqual(['projects.read']);
    await sendAs(service, asOwner(), { method: 'patch', path, body: { role: 'owner' } });
    expect((await claimsOf(secret, tenant.id)).permissions.sort()).toEqual([...SCOPES].sort());
    await sendAs(service, asOwner(), { method: 'delete', path });
    expect((await trade(secret, tenant.id)).status).toBe(404);
  });

  it('is not given what its maker does not hold', async () => {
    const viewer = await addMember(service, tenant, 'viewer');
    const answer = await make(viewer);
    expect(answer).toMatchObject({ status: 403, body: { code: 'scope_not_held' } });
    expect(answer.body.detail).toContain('projects.manage, executions.start');
    expect((await make(await signUp(service), { scopes: ['org.read'] })).body.code).toBe('scope_not_held');
  });

  it('opens every organization of the person, or the one that it is bound to', async () => {
    const other = await createOrganization(service, tenant.owner);
    const [free, bound] = [
      (await make(tenant.owner)).body.secret,
      (await make(tenant.owner, { organizationId: other.id })).body.secret,
    ];
    expect((await trade(free, tenant.id)).status).toBe(200);
    expect((await trade(free, other.id)).status).toBe(200);
    expect((await trade(bound, other.slug)).status).toBe(200);
    expect((await trade(bound, tenant.slug)).status).toBe(404);
    expect(await trade(bound, null)).toMatchObject({ status: 403, body: { code: 'key_bound' } });
    expect((await trade(free, null)).body.cacheSeconds).toBeLessThanOrEqual(3);
    const facts = await service.events(auditRecordedV1);
    expect(
      facts.filter(({ action, after }) => action === 'api_key.created' && after?.['kind'] === 'user'),
    ).toHaveLength(1);
    const stranger = await createOrganization(service);
    expect((await make(tenant.owner, { organizationId: stranger.id })).status).toBe(404);
  });

  it('keeps the secret before for the overlap, and shows both', async () => {
    const { id, secret: first } = (await make(tenant.owner)).body;
    const rotated = await rotate(tenant.owner, id, { overlapHours: 24 });
    expect(breaches('rotatePersonalKey', rotated)).toEqual([]);
    const second = rotated.body.secret;
    expect([(await trade(first, tenant.id)).status, (await trade(second, tenant.id)).status]).toEqual([200, 200]);
    const { versions } = await mine(tenant.owner, id);
    expect(versions).toMatchObject([
      { version: 2, prefix: rotated.body.prefix, endsAt: null },
      { version: 1, endsAt: expect.any(String) },
    ]);
    const third = (await rotate(tenant.owner, id, { overlapHours: 0 })).body.secret;
    expect(
      await Promise.all([first, second, third].map((text) => trade(text, tenant.id).then(({ status }) => status))),
    ).toEqual([401, 401, 200]);
    const dropped = (await service.events(identityApiKeyRevokedV1)).filter(({ apiKeyId }) => apiKeyId === id);
    expect(dropped).toHaveLength(1);
  });

  it('does not outlive its own end by being rotated', async () => {
    const expiresAt = new Date(Date.now() + 60 * 60_000).toISOString();
    const { id, secret } = (await make(tenant.owner, { expiresAt })).body;
    await rotate(tenant.owner, id, { overlapHours: 168, expiresAt: '2099-01-01T00:00:00Z' });
    const { versions } = await mine(tenant.owner, id);
    expect(versions[1].endsAt).toBe(expiresAt);
    expect((await trade(secret, tenant.id)).status).toBe(200);
    expect(await rotate(tenant.owner, id, { overlapHours: 169 })).toMatchObject({ status: 400 });
  });

  it('is marked as it nears its end, and ends', async () => {
    const soon = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
    const { id, secret } = (await make(tenant.owner, { expiresAt: soon })).body;
    expect((await mine(tenant.owner, id)).state).toBe('expiring');
    await service.db.query('UPDATE identity.api_key SET expires_at = clock_timestamp() WHERE id = $1', [id]);
    expect((await mine(tenant.owner, id)).state).toBe('expired');
    expect((await trade(secret, tenant.id)).status).toBe(401);
    expect((await rotate(tenant.owner, id, { overlapHours: 0 })).body.code).toBe('key_ended');
  });

  it('opens nothing once revoked, its older secrets neither, and the gateway hears of it once', async () => {
    const { id, secret } = (await make(tenant.owner)).body;
    const second = (await rotate(tenant.owner, id, { overlapHours: 24 })).body.secret;
    const revoke = () => sendAsPerson(service, tenant.owner, { method: 'delete', path: `${ME}/${id}` });
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204]);
    expect([(await trade(secret, tenant.id)).status, (await trade(second, tenant.id)).status]).toEqual([401, 401]);
    const events = (await service.events(identityApiKeyRevokedV1)).filter(({ apiKeyId }) => apiKeyId === id);
    expect(events).toHaveLength(1);
  });

  it('notes when, from where and by what it was used, once a minute', async () => {
    const { id, secret } = (await make(tenant.owner)).body;
    await trade(secret, tenant.id, { ip: '203.0.113.9', userAgent: 'curl/8.4.0' });
    const used = await mine(tenant.owner, id);
    expect(used).toMatchObject({ lastUsedIp: '203.0.113.9', lastUsedBy: 'curl 8', lastUsedAt: expect.any(String) });
    await trade(secret, tenant.id, { ip: '203.0.113.10', userAgent: 'wget/1' });
    expect(await mine(tenant.owner, id)).toEqual(used);
  });

  it('dies with its person', async () => {
    const person = await signUp(service);
    const { secret } = (await make(await addedTo(person))).body;
    expect((await trade(secret, null)).status).toBe(200);
    await service.db.query('DELETE FROM identity.session WHERE user_id = $1', [person.userId]);
    await service.db.query('DELETE FROM identity.membership WHERE user_id = $1', [person.userId]);
    await service.db.query('DELETE FROM identity.user_account WHERE id = $1', [person.userId]);
    expect((await trade(secret, null)).status).toBe(401);
  });

  async function addedTo(person: Person): Promise<Person> {
    await createOrganization(service, person);
    return person;
  }

  it.each([
    ['make a key', 'post', ME, { name: 'x', scopes: ['org.read'] }],
    ['rotate a key', 'post', `${ME}/${newId()}/rotate`, { overlapHours: 0 }],
    ['revoke a key', 'delete', `${ME}/${newId()}`, undefined],
    ['make an organization', 'post', '/api/v1/orgs', { name: 'Mine' }],
    ['accept an invitation', 'post', '/api/v1/invitations/accept', { token: 'x' }],
  ] as const)('cannot %s', async (_what, method, path, body) => {
    const { id, secret } = (await make(tenant.owner)).body;
    const authorization = await service.bearer({ ...(await claimsOf(secret, null)), key_id: id });
    const answer = await send(service, { method, path, body, headers: { authorization } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'key_refused' } });
    expect((await send(service, { path: '/api/v1/me', headers: { authorization } })).status).toBe(200);
  });

  it('cannot make keys of the organization either', async () => {
    const claims = { ...memberClaims(tenant.id, 'owner', tenant.owner.userId), key_id: newId() };
    const headers = { authorization: await service.bearer(claims) };
    const path = `/api/v1/orgs/${tenant.id}/service-accounts`;
    const answer = await send(service, { method: 'post', path, body: { name: 'ci', role: 'viewer' }, headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'key_refused' } });
  });

  it('is not made by one who acts as somebody else', async () => {
    const act = { sub: newId(), name: 'Grace' };
    const headers = { authorization: await service.bearer({ sub: tenant.owner.userId, act }) };
    const answer = await send(service, {
      method: 'post',
      path: ME,
      body: { name: 'x', scopes: ['org.read'] },
      headers,
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'impersonation_denied' } });
  });

  it.each([
    ['no scope', { scopes: [] }, '/scopes'],
    ['an unknown scope', { scopes: ['world.rule'] }, '/scopes'],
    ['the right of an ingest key', { scopes: ['logs.ingest'] }, '/scopes'],
    ['a scope twice', { scopes: ['org.read', 'org.read'] }, '/scopes'],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
  ])('refuses %s', async (_what, part, pointer) =>
    expect(await make(tenant.owner, part)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } }),
  );

  it('is nobody else’s to see, rotate or revoke', async () => {
    const { id, secret } = (await make(tenant.owner)).body;
    const other = await signUp(service);
    expect(await mine(other, id)).toBeUndefined();
    expect((await rotate(other, id, { overlapHours: 0 })).status).toBe(404);
    expect((await sendAsPerson(service, other, { method: 'delete', path: `${ME}/${id}` })).status).toBe(404);
    expect((await trade(secret, tenant.id)).status).toBe(200);
  });
});
