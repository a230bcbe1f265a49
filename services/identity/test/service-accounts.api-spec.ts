import { auditRecordedV1, identityAuthorityChangedV1, internalTokenClaims, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { SigningKeys } from '../src/keys/signing-keys.js';
import { breaches } from './contract.js';
import { announceCatalog, createOrganization, exchange, sendAs, startIdentity, type Tenant } from './identity-world.js';

describe('service accounts', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  type Method = 'get' | 'post' | 'patch' | 'delete';
  const call = (method: Method, rest = '', body?: object, role: Role = 'admin') =>
    callIn(tenant, { method, rest, body }, role);
  const callIn = (
    of: Tenant,
    { method, rest, body }: { method: Method; rest: string; body?: object | undefined },
    role: Role,
  ) => sendAs(service, { org: of.id, role }, { method, path: `/api/v1/orgs/${of.id}/service-accounts${rest}`, body });
  const make = async (role: Role = 'developer'): Promise<string> =>
    (await call('post', '', { name: `ci ${newId()}`, role })).body.id;
  const makeKey = (id: string, scopes = ['executions.start', 'projects.read'], by: Role = 'admin') =>
    call('post', `/${id}/keys`, { name: 'deploy', scopes }, by);
  const trade = (credential: string, org: string | null = tenant.id) =>
    exchange(service, { credential, org, audience: 'pipelines' });
  const claimsOf = async (credential: string) => {
    const jwks = createLocalJWKSet(service.app.get(SigningKeys).jwks());
    return internalTokenClaims.parse((await jwtVerify((await trade(credential)).body.token, jwks)).payload);
  };

  it('are made, shown, changed and removed, each with its fact', async () => {
    const made = await call('post', '', { name: 'CI', description: 'Runs', role: 'developer' });
    expect(made).toMatchObject({ status: 201, body: { name: 'CI', role: 'developer', disabled: false, liveKeys: 0 } });
    expect(breaches('createServiceAccount', made)).toEqual([]);
    const { id } = made.body;
    expect((await call('post', '', { name: 'CI', role: 'viewer' })).body.code).toBe('name_taken');
    const changed = await call('patch', `/${id}`, { name: 'CI/CD', role: 'operator' });
    expect(changed.body).toMatchObject({ name: 'CI/CD', role: 'operator', description: 'Runs' });
    expect(breaches('updateServiceAccount', changed)).toEqual([]);
    expect((await call('get', `/${id}`)).body).toEqual(changed.body);
    const list = await call('get');
    expect(breaches('listServiceAccounts', list)).toEqual([]);
    expect((await call('delete', `/${id}`)).status).toBe(204);
    expect((await call('get', `/${id}`)).status).toBe(404);
    const facts = (await service.events(auditRecordedV1)).filter(({ resourceId }) => resourceId === id);
    expect(facts.map(({ action }) => action)).toEqual([
      'service_account.created',
      'service_account.updated',
      'service_account.removed',
    ]);
  });

  it('act for themselves by their keys, within role and scopes', async () => {
    const id = await make();
    const made = await makeKey(id);
    expect(breaches('createServiceAccountKey', made)).toEqual([]);
    expect(made.body.secret).toMatch(/^tlk_service_/);
    expect(await claimsOf(made.body.secret)).toMatchObject({
      sub: id,
      kind: 'service_account',
      key_id: made.body.id,
      org_id: tenant.id,
      role: 'developer',
      permissions: ['projects.read', 'executions.start'],
    });
    await call('patch', `/${id}`, { role: 'viewer' });
    expect((await claimsOf(made.body.secret)).permissions).toEqual(['projects.read']);
    const keys = await call('get', `/${id}/keys`);
    expect(breaches('listServiceAccountKeys', keys)).toEqual([]);
    expect(keys.body.items).toMatchObject([{ id: made.body.id, serviceAccountId: id, lastUsedAt: expect.any(String) }]);
    expect((await call('get', `/${id}`)).body).toMatchObject({ liveKeys: 1, lastUsedAt: expect.any(String) });
  });

  it('open their own organization only', async () => {
    const other = await createOrganization(service);
    const { secret } = (await makeKey(await make())).body;
    expect((await trade(secret, other.id)).status).toBe(404);
  });

  it('open nothing while they are disabled, nor once they are removed, and the gateway hears of it', async () => {
    const id = await make();
    const { secret } = (await makeKey(id)).body;
    const epochs = async () =>
      (await service.events(identityAuthorityChangedV1)).filter(({ userId }) => userId === id).length;
    await call('patch', `/${id}`, { disabled: true });
    expect([(await trade(secret)).status, await epochs()]).toEqual([401, 1]);
    expect((await makeKey(id)).body.code).toBe('account_disabled');
    await call('patch', `/${id}`, { disabled: false });
    expect([(await trade(secret)).status, await epochs()]).toEqual([200, 2]);
    await call('delete', `/${id}`);
    expect([(await trade(secret)).status, await epochs()]).toEqual([401, 3]);
  });

  it('rotate and revoke their keys', async () => {
    const id = await make();
    const first = (await makeKey(id)).body;
    const rotated = await call('post', `/${id}/keys/${first.id}/rotate`, { overlapHours: 1 });
    expect(breaches('rotateServiceAccountKey', rotated)).toEqual([]);
    expect([(await trade(first.secret)).status, (await trade(rotated.body.secret)).status]).toEqual([200, 200]);
    expect((await call('delete', `/${id}/keys/${first.id}`)).status).toBe(204);
    expect([(await trade(first.secret)).status, (await trade(rotated.body.secret)).status]).toEqual([401, 401]);
  });

  it('and their keys may never do what their maker may not', async () => {
    expect((await call('post', '', { name: 'x', role: 'admin' }, 'operator')).body.code).toBe('role_above_own');
    const strong = await make('admin');
    expect((await call('patch', `/${strong}`, { role: 'viewer' }, 'operator')).body.code).toBe('role_above_own');
    const refused = await makeKey(strong, ['projects.manage'], 'operator');
    expect(refused).toMatchObject({ status: 403, body: { code: 'scope_not_held' } });
    expect((await makeKey(await make('viewer'), ['projects.manage'])).body.code).toBe('scope_beyond_role');
    const { id } = (await makeKey(strong, ['projects.manage'])).body;
    const path = `/${strong}/keys/${id}/rotate`;
    expect((await call('post', path, { overlapHours: 0 }, 'operator')).body.code).toBe('scope_not_held');
    expect((await call('post', '', { name: 'boss', role: 'owner' }, 'owner')).status).toBe(400);
  });

  describe('with a role that the organization made', () => {
    const asOwner = (method: Method | 'put', rest: string, body?: object) =>
      sendAs(
        service,
        { org: tenant.id, role: 'owner', userId: tenant.owner.userId },
        { method, path: `/api/v1/orgs/${tenant.id}/${rest}`, ...(body && { body }) },
      );
    const makeRole = async (permissions: string[]): Promise<string> => {
      const body = { name: `Releaser ${newId()}`, basedOn: 'developer', permissions };
      return (await asOwner('post', 'roles', body)).body.key;
    };
    const epochs = async (id: string) =>
      (await service.events(identityAuthorityChangedV1)).filter(({ userId }) => userId === id).length;

    it('do what it allows, and hear at once of what it does not any more', async () => {
      const key = await makeRole(['executions.start', 'projects.read']);
      const made = await call('post', '', { name: 'Releaser', role: key });
      expect(made.body).toMatchObject({ role: key });
      const { id } = made.body;
      const { secret } = (await makeKey(id)).body;
      expect(await claimsOf(secret)).toMatchObject({ role: key, permissions: ['projects.read', 'executions.start'] });
      await asOwner('patch', `roles/${key}`, { permissions: ['projects.read'] });
      expect([(await claimsOf(secret)).permissions, await epochs(id)]).toEqual([['projects.read'], 1]);
    });

    it('get what environments grant to it', async () => {
      const { environmentId } = await announceCatalog(service, tenant.id);
      const key = await makeRole(['projects.read']);
      const { id } = (await call('post', '', { name: 'Deployer', role: key })).body;
      const grants = [{ role: key, allow: ['deployments.create'], deny: [] }];
      await asOwner('put', `environment-grants/${environmentId}`, { restricted: [], grants });
      expect(await epochs(id)).toBe(1);
      const { secret } = (await makeKey(id, ['projects.read', 'deployments.create'], 'owner')).body;
      expect((await claimsOf(secret)).environment_grants).toEqual({
        [environmentId]: { allow: ['deployments.create'], deny: [] },
      });
    });

    it('keep it from being deleted, by name, until they are gone', async () => {
      const key = await makeRole([]);
      const { id } = (await call('post', '', { name: 'Night job', role: key })).body;
      const refused = await asOwner('delete', `roles/${key}`);
      expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('Night job')]);
      expect((await asOwner('get', 'roles')).body.items).toContainEqual(
        expect.objectContaining({ key, memberCount: 0, serviceAccountCount: 1 }),
      );
      expect((await call('delete', `/${id}`)).status).toBe(204);
      expect((await asOwner('delete', `roles/${key}`)).status).toBe(204);
    });

    it('are refused one that there is not, and one that does more than their maker', async () => {
      expect((await call('post', '', { name: 'x', role: 'no-such-role' })).body.code).toBe('role_unknown');
      const strong = await makeRole(['members.manage']);
      expect((await call('post', '', { name: 'x', role: strong }, 'operator')).body.code).toBe('role_above_own');
    });

    it('and its end at once leave neither an account without a role nor an error', async () => {
      const key = await makeRole([]);
      const tries = await Promise.all([
        call('post', '', { name: `ci ${newId()}`, role: key }),
        asOwner('delete', `roles/${key}`),
      ]);
      expect([
        [201, 409],
        [422, 204],
      ]).toContainEqual(tries.map(({ status }) => status));
    });
  });

  it('are hidden from another organization', async () => {
    const other = await createOrganization(service);
    const id = await make();
    const key = (await makeKey(id)).body;
    for (const [method, rest, body] of [
      ['get', `/${id}`, undefined],
      ['patch', `/${id}`, { name: 'mine' }],
      ['delete', `/${id}`, undefined],
      ['get', `/${id}/keys`, undefined],
      ['post', `/${id}/keys`, { name: 'x', scopes: ['org.read'] }],
      ['post', `/${id}/keys/${key.id}/rotate`, { overlapHours: 0 }],
      ['delete', `/${id}/keys/${key.id}`, undefined],
    ] as const) {
      expect((await callIn(other, { method, rest, body }, 'owner')).status).toBe(404);
    }
    expect((await trade(key.secret)).status).toBe(200);
  });
});
