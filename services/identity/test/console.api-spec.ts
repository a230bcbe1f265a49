import { auditRecordedV1, identityOrgChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { decodeJwt } from 'jose';
import pg from 'pg';
import {
  addMember,
  createOrganization,
  exchange,
  type Person,
  sendAs,
  sendAsAdmin,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

describe('the console', () => {
  let service: TestService;
  let admin: Person;
  beforeAll(async () => {
    service = await startIdentity();
    admin = await signUp(service);
    await exchangeOf(admin); // the first account of a new installation becomes a platform admin
  }, 60_000);
  afterAll(() => service.close());

  const exchangeOf = async (person: Person, org: string | null = null) => {
    const answer = await exchange(service, { credential: person.accessToken, org, audience: 'identity' });
    return answer.status === 200 ? decodeJwt(answer.body.token) : { status: answer.status };
  };
  const ask = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object, by = admin) =>
    sendAsAdmin(service, by, { method, path: `/api/v1/admin/${path}`, ...(body && { body }) });
  const owner = (tenant: Tenant, method: 'get' | 'post' | 'delete', path: string, body?: object) =>
    sendAs(
      service,
      { org: tenant.id, role: 'owner', userId: tenant.owner.userId },
      { method, path: `/api/v1/orgs/${tenant.id}/${path}`, ...(body && { body }) },
    );
  const lastAct = async () => (await ask('get', 'audit-log?limit=1')).body.items[0];

  describe('platform admins', () => {
    it('begin with the first account of a new installation, and with no other', async () => {
      expect(await exchangeOf(admin)).toMatchObject({ platform_admin_until: 0 });
      expect(await exchangeOf(await signUp(service))).toMatchObject({ platform_admin_until: null });
      const [first] = (await ask('get', 'platform-admins')).body;
      expect(first).toMatchObject({ userId: admin.userId, grantedBy: 'The first account', passkeys: 0 });
    });

    it('make and unmake one another, never the last, however many try', async () => {
      const other = await signUp(service);
      expect((await ask('post', 'platform-admins', { email: other.email })).status).toBe(201);
      expect(await exchangeOf(other)).toMatchObject({ platform_admin_until: 0 });
      expect((await ask('post', 'platform-admins', { email: other.email })).status).toBe(409);
      expect((await ask('post', 'platform-admins', { email: 'nobody@example.org' })).status).toBe(404);
      const removals = await Promise.all([
        ask('delete', `platform-admins/${admin.userId}`, undefined, other),
        ask('delete', `platform-admins/${other.userId}`),
      ]);
      expect(removals.map((answer) => answer.status).toSorted()).toEqual([204, 409]);
      const left = (await ask('get', 'platform-admins')).body as { userId: string }[];
      expect(left).toHaveLength(1);
      const [only] = left;
      expect((await ask('delete', `platform-admins/${only?.userId}`)).body.code).toBe('platform_admin_last');
      if (only?.userId !== admin.userId) await ask('post', 'platform-admins', { email: admin.email }, other);
    });
  });

  describe('organizations', () => {
    it('are found by name, address and status, page by page', async () => {
      const tenants = [await createOrganization(service), await createOrganization(service)];
      const first = await ask('get', 'organizations?limit=1');
      expect(first.body.items).toMatchObject([
        { id: tenants[1]?.id, members: 1, status: 'active', planKey: null, lastActivityAt: null },
      ]);
      const second = await ask('get', `organizations?limit=1&cursor=${first.body.nextCursor}`);
      expect(second.body.items[0].id).toBe(tenants[0]?.id);
      const found = await ask('get', `organizations?q=${tenants[0]?.slug.toUpperCase()}`);
      expect(found.body.items.map((one: Tenant) => one.id)).toEqual([tenants[0]?.id]);
      expect((await ask('get', 'organizations?status=suspended')).body.items).toEqual([]);
      expect(await lastAct()).toMatchObject({ action: 'organization.listed', details: { status: 'suspended' } });
    });

    it('are read by nobody who did not write it down', async () => {
      const client = new pg.Client({ connectionString: service.db.serviceUrl });
      await client.connect();
      const fact = (await lastAct()).id;
      for (const id of [fact, newId()]) {
        const reading = client.query('SELECT * FROM identity.console_organizations($1, NULL, NULL, NULL, 10)', [id]);
        await expect(reading).rejects.toThrow('has to be written down first');
      }
      await client.query(`SELECT set_config('app.scope', 'console', false)`);
      for (const table of ['entitlement_snapshot', 'audit_entry', 'organization', 'membership']) {
        expect((await client.query(`SELECT 1 FROM identity.${table}`)).rows).toEqual([]);
      }
      await client.end();
    });

    it('show their people and their notes, which only the author edits', async () => {
      const tenant = await createOrganization(service);
      const detail = (await ask('get', `organizations/${tenant.id}`)).body;
      expect(detail).toMatchObject({ id: tenant.id, standing: { status: 'active' }, people: [{ role: 'owner' }] });
      expect(await lastAct()).toMatchObject({ action: 'organization.viewed', organizationId: tenant.id });
      const note = await ask('post', `organizations/${tenant.id}/notes`, { text: 'Called them' });
      const path = `organizations/${tenant.id}/notes/${note.body.id}`;
      expect((await ask('patch', path, { text: 'Called twice' })).body).toMatchObject({ text: 'Called twice' });
      const other = await signUp(service);
      expect((await ask('patch', path, { text: 'Mine' }, other)).body.code).toBe('note_not_yours');
      const notes = (await ask('get', `organizations/${tenant.id}/notes`)).body.items;
      expect(notes).toMatchObject([{ text: 'Called twice', editedAt: expect.any(String) }]);
      expect((await ask('get', `organizations/${newId()}`)).status).toBe(404);
      expect((await ask('post', `organizations/${newId()}/notes`, { text: 'x' })).status).toBe(404);
    });
  });

  describe('suspension', () => {
    it('makes the organization read only at once, and tells everybody', async () => {
      const tenant = await createOrganization(service);
      const suspended = await ask('post', `organizations/${tenant.id}/suspension`, { reason: 'Has not paid' });
      expect(suspended.body).toMatchObject({ status: 'suspended', suspensionReason: 'Has not paid' });
      expect(await exchangeOf(tenant.owner, tenant.id)).toMatchObject({ read_only: true, role: 'owner' });
      expect((await service.events(identityOrgChangedV1)).at(-1)).toMatchObject({
        slug: tenant.slug,
        status: 'suspended',
      });
      const fact = (await service.events(auditRecordedV1)).find((one) => one.action === 'organization.suspended');
      expect(fact).toMatchObject({ resourceId: tenant.id, after: { reason: 'Has not paid' } });
      expect((await owner(tenant, 'get', 'standing')).body).toMatchObject({ status: 'suspended' });
      expect((await ask('post', `organizations/${tenant.id}/suspension`, { reason: 'Twice' })).status).toBe(409);
      expect((await ask('delete', `organizations/${tenant.id}/suspension`)).body).toMatchObject({ status: 'active' });
      expect(await exchangeOf(tenant.owner, tenant.id)).toMatchObject({ read_only: false });
    });

    it('refuses every write and no read', async () => {
      const tenant = await createOrganization(service);
      const authorization = await service.bearer({
        ...{ sub: tenant.owner.userId, org_id: tenant.id, role: 'owner', read_only: true },
        permissions: ['projects.read', 'projects.manage'],
      });
      const call = (method: 'GET' | 'POST') =>
        service.app.inject({
          method,
          url: `/api/v1/orgs/${tenant.id}/projects`,
          headers: { authorization },
          ...(method === 'POST' && { payload: { name: 'New' } }),
        });
      expect((await call('GET')).statusCode).toBe(200);
      const refused = await call('POST');
      expect(refused.statusCode).toBe(403);
      expect(refused.json()).toMatchObject({ code: 'organization_suspended' });
    });

    it('is decided once when two decide at once', async () => {
      const tenant = await createOrganization(service);
      const tries = await Promise.all(
        [1, 2, 3].map((n) => ask('post', `organizations/${tenant.id}/suspension`, { reason: `try ${n}` })),
      );
      expect(tries.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409]);
    });
  });

  describe('deletion', () => {
    it('lies seven days ahead, shows to the organization and can be taken back', async () => {
      const tenant = await createOrganization(service);
      const soon = { reason: 'Asked for', dueAt: new Date(Date.now() + 86_400_000).toISOString() };
      const path = `organizations/${tenant.id}/deletion`;
      expect((await ask('post', path, soon)).body.code).toBe('deletion_too_soon');
      await ask('post', `organizations/${tenant.id}/suspension`, { reason: 'First' });
      const scheduled = await ask('post', path, { reason: 'Asked for' });
      expect(scheduled.body).toMatchObject({ status: 'pending_deletion', isDeletionByOwner: false });
      expect(Date.parse(scheduled.body.deletionDueAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
      expect((await owner(tenant, 'get', 'standing')).body.deletionDueAt).toBe(scheduled.body.deletionDueAt);
      expect((await owner(tenant, 'delete', 'deletion')).body.code).toBe('deletion_not_yours');
      expect((await ask('delete', path)).body).toMatchObject({ status: 'suspended', deletionDueAt: null });
    });

    it('is the owner’s to schedule and to take back, with the address typed', async () => {
      const tenant = await createOrganization(service);
      const wrong = await owner(tenant, 'post', 'deletion', { confirmSlug: 'something-else' });
      expect(wrong).toMatchObject({ status: 422, body: { code: 'slug_not_confirmed' } });
      const scheduled = await owner(tenant, 'post', 'deletion', { confirmSlug: tenant.slug });
      expect(scheduled.body).toMatchObject({ status: 'pending_deletion', isDeletionByOwner: true });
      expect((await owner(tenant, 'delete', 'deletion')).body).toMatchObject({ status: 'active' });
      const member = await addMember(service, tenant, 'admin');
      const who = { org: tenant.id, role: 'admin' as const, userId: member.userId };
      const call = { method: 'post' as const, path: `/api/v1/orgs/${tenant.id}/deletion` };
      expect((await sendAs(service, who, { ...call, body: { confirmSlug: tenant.slug } })).status).toBe(403);
    });
  });
});
