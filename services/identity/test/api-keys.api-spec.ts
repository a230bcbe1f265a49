import { identityApiKeyRevokedV1, internalTokenClaims } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { SigningKeys } from '../src/keys/signing-keys.js';
import { breaches } from './contract.js';
import { announceCatalog, createOrganization, exchange, sendAs, startIdentity, type Tenant } from './identity-world.js';

/** What the gateway may keep of a key that does not expire. */
const CACHE_SECONDS = 10;

describe('API keys', () => {
  let service: TestService;
  let tenant: Tenant;
  let bound: { serviceId: string; environmentId: string };
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
    bound = await announceCatalog(service, tenant.id);
  });
  afterAll(() => service.close());

  const path = (rest = ''): string => `/api/v1/orgs/${tenant.id}/api-keys${rest}`;
  const operator = () => ({ org: tenant.id, role: 'operator' as const });
  const create = (part: object = {}) =>
    sendAs(service, operator(), {
      method: 'post',
      path: path(),
      body: { name: 'app', kind: 'ingest', ...bound, ...part },
    });
  const ingest = (credential: string, org: string | null = null) =>
    exchange(service, { credential, org, audience: 'observability' });

  it('shows a key once, stores no part of its secret, and lists it by its prefix', async () => {
    const made = await create();
    expect(made.status).toBe(201);
    expect(breaches('createApiKey', made)).toEqual([]);
    const { id, prefix, secret } = made.body;
    expect(secret.startsWith(prefix)).toBe(true);
    const list = await sendAs(service, operator(), { path: path() });
    expect(breaches('listApiKeys', list)).toEqual([]);
    expect(list.body.items[0]).toMatchObject({
      id,
      prefix,
      ...bound,
      lastUsedAt: null,
      revokedAt: null,
      expiresAt: null,
    });
    const rows = await service.db.query<{ row: string }>(
      'SELECT k::text AS row FROM identity.api_key k WHERE id = $1',
      [id],
    );
    expect(list.text + rows[0]?.row).not.toContain(secret.slice(prefix.length, prefix.length + 20));
  });

  it('is exchanged for the right to send the logs of one source, and nothing else', async () => {
    const { id, secret } = (await create()).body;
    const answer = await ingest(secret);
    expect(answer).toMatchObject({ status: 200, body: { orgId: tenant.id, subject: id, cacheSeconds: 10 } });
    const jwks = createLocalJWKSet(service.app.get(SigningKeys).jwks());
    const { payload } = await jwtVerify(answer.body.token, jwks, { audience: 'observability', typ: 'at+jwt' });
    expect(internalTokenClaims.parse(payload)).toMatchObject({
      kind: 'api_key',
      org_id: tenant.id,
      role: null,
      permissions: ['logs.ingest'],
      service_id: bound.serviceId,
      environment_id: bound.environmentId,
    });
    const list = await sendAs(service, operator(), { path: path() });
    expect(list.body.items[0].lastUsedAt).toEqual(expect.any(String));
  });

  it('opens its own organization only', async () => {
    const { secret } = (await create()).body;
    const other = await createOrganization(service);
    expect((await ingest(secret, tenant.slug)).status).toBe(200);
    expect((await ingest(secret, tenant.id)).status).toBe(200);
    expect((await ingest(secret, other.slug)).status).toBe(404);
  });

  it('opens nothing once it is revoked, and the gateway hears of it once', async () => {
    const { id, prefix, secret } = (await create()).body;
    const revoke = () => sendAs(service, operator(), { method: 'delete', path: path(`/${id}`) });
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204]);
    expect((await ingest(secret)).status).toBe(401);
    const events = (await service.events(identityApiKeyRevokedV1)).filter((event) => event.apiKeyId === id);
    expect(events).toEqual([{ apiKeyId: id, prefix }]);
  });

  it('opens nothing once it has expired, and is cached no longer than it lives', async () => {
    const { id, secret } = (await create({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() })).body;
    const expireIn = (seconds: number): Promise<unknown> =>
      service.db.query(
        'UPDATE identity.api_key SET expires_at = clock_timestamp() + make_interval(secs => $2) WHERE id = $1',
        [id, seconds],
      );
    expect((await ingest(secret)).body.cacheSeconds).toBe(CACHE_SECONDS);
    await expireIn(CACHE_SECONDS);
    expect((await ingest(secret)).body.cacheSeconds).toBeLessThan(CACHE_SECONDS);
    await expireIn(0);
    expect((await ingest(secret)).status).toBe(401);
  });

  it('is not opened by one with the right prefix and checksum and another secret', async () => {
    const [mine, theirs] = [(await create()).body, (await create()).body];
    await service.db.query(`UPDATE identity.api_key SET prefix = prefix || '-old' WHERE id = $1`, [mine.id]);
    await service.db.query('UPDATE identity.api_key SET prefix = $2 WHERE id = $1', [theirs.id, mine.prefix]);
    expect((await ingest(mine.secret)).status).toBe(401);
  });

  it.each([
    ['an unknown service', { serviceId: newId() }],
    ['an unknown environment', { environmentId: newId() }],
    ['both for each other', {}],
  ])('is not bound to %s', async (what, part) => {
    const swapped = { serviceId: bound.environmentId, environmentId: bound.serviceId };
    const answer = await create(what.startsWith('both') ? swapped : part);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('is not bound to another organization’s service', async () => {
    const other = await createOrganization(service);
    const { serviceId } = await announceCatalog(service, other.id);
    expect(await create({ serviceId })).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it.each([
    ['another kind', { kind: 'personal' }, '/kind'],
    ['an expiry in the past', { expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    ['an expiry that is no time', { expiresAt: 'tomorrow' }, '/expiresAt'],
    ['a day without a time', { expiresAt: '2099-01-01' }, '/expiresAt'],
    ['a serviceId that is no id', { serviceId: 'web' }, '/serviceId'],
  ])('refuses %s', async (_what, part, pointer) =>
    expect(await create(part)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } }),
  );

  it('hides another organization’s', async () => {
    const { id, secret } = (await create()).body;
    const other = await createOrganization(service);
    const call = { method: 'delete' as const, path: `/api/v1/orgs/${other.id}/api-keys/${id}` };
    expect((await sendAs(service, { org: other.id, role: 'owner' }, call)).status).toBe(404);
    expect((await ingest(secret)).status).toBe(200);
  });
});
