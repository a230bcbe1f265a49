import {
  identityAuthorityChangedV1,
  identityMemberChangedV1,
  type MemberPermission,
  PERMISSIONS,
  ROLE_PERMISSIONS,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, type TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  exchange,
  nameOf,
  type Person,
  send,
  sendAs,
  sendAsPerson,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

describe('roles', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
  });
  beforeEach(async () => {
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const as = async (
    person: Person,
    method: 'get' | 'post' | 'patch' | 'delete' | 'put',
    rest: string,
    body?: object,
  ) => {
    const claims = { ...memberClaims(tenant.id, 'owner', person.userId) };
    const headers = { authorization: await service.bearer(claims) };
    return send(service, { method, path: `/api/v1/orgs/${tenant.id}/${rest}`, body, headers });
  };
  const make = (body: object, person = tenant.owner) => as(person, 'post', 'roles', body);
  const listed = async () => (await as(tenant.owner, 'get', 'roles')).body.items;
  const tokenOf = async (person: Person) => {
    const answer = await exchange(service, { credential: person.accessToken, org: tenant.id, audience: 'pipelines' });
    return JSON.parse(Buffer.from(answer.body.token.split('.')[1], 'base64url').toString());
  };

  it('tells the catalogue to whoever is signed in', async () => {
    const answer = await sendAsPerson(service, tenant.owner, { path: '/api/v1/permissions' });
    expect(breaches('listPermissions', answer)).toEqual([]);
    expect(answer.body.items.map((item: { permission: string }) => item.permission)).toEqual(PERMISSIONS);
    expect(answer.body.items).toContainEqual({
      permission: 'deployments.create',
      group: 'delivery',
      title: 'Deploy',
      perEnvironment: true,
      neverImpersonated: false,
    });
  });

  it('are the presets at first, which stay as they are', async () => {
    const answer = await as(tenant.owner, 'get', 'roles');
    expect(breaches('listRoles', answer)).toEqual([]);
    expect(answer.body.items.map((item: { key: string }) => item.key)).toEqual(Object.keys(ROLE_PERMISSIONS));
    expect(answer.body.items[0]).toMatchObject({ isBuiltIn: true, memberCount: 1, memberNames: [expect.any(String)] });
    const change = await as(tenant.owner, 'patch', 'roles/admin', { permissions: [] });
    expect(change).toMatchObject({ status: 409, body: { code: 'role_built_in' } });
    expect((await as(tenant.owner, 'delete', 'roles/viewer')).body.code).toBe('role_built_in');
  });

  it('are made blank or from another, with what differs from the preset', async () => {
    const blank = await make({ name: 'Reader' });
    expect(blank).toMatchObject({ status: 201, body: { key: 'reader', basedOn: 'viewer', permissions: ['org.read'] } });
    expect(breaches('createRole', blank)).toEqual([]);
    const copy = await make({ name: 'Second admin', copyOf: 'owner' });
    expect(copy.body).toMatchObject({ key: 'second-admin', basedOn: 'admin', added: ['billing.manage'], removed: [] });
    expect(copy.body.permissions).not.toContain('org.own');
    expect((await make({ name: 'Nobody', copyOf: 'nothing' })).body.code).toBe('role_unknown');
    expect((await listed()).map((item: { key: string }) => item.key)).toContain('second-admin');
  });

  it.each([
    ['a name of another', { name: 'READER' }],
    ['the name of a preset', { name: 'Owner' }],
  ])('refuse %s', async (_what, body) => {
    await make({ name: 'Reader' });
    expect(await make(body)).toMatchObject({ status: 409, body: { code: 'role_name_taken' } });
  });

  it('are held by members, in tokens, events and lists', async () => {
    const permissions: MemberPermission[] = ['org.read', 'logs.read', 'deployments.create'];
    await make({ name: 'Night shift', permissions, basedOn: 'operator' });
    const person = await addMember(service, tenant, 'night-shift');
    expect(await tokenOf(person)).toMatchObject({
      role: 'night-shift',
      permissions: expect.arrayContaining(permissions),
    });
    const events = (await service.events(identityMemberChangedV1)).filter((event) => event.userId === person.userId);
    expect(events.at(-1)).toMatchObject({ role: 'operator', roleKey: 'night-shift' });
    expect(new Set(events.at(-1)?.permissions)).toEqual(new Set(permissions));
    const found = await as(tenant.owner, 'get', 'members?role=night-shift');
    expect(found.body.items).toEqual([
      expect.objectContaining({
        userId: person.userId,
        role: 'night-shift',
        roleName: 'Night shift',
        basedOn: 'operator',
      }),
    ]);
    const me = await sendAsPerson(service, person, { path: '/api/v1/me' });
    expect(me.body.organizations[0]).toMatchObject({ role: 'night-shift' });
  });

  it('change for everybody who has them, at once', async () => {
    await make({ name: 'Shift', permissions: ['logs.read'] });
    const people = [await addMember(service, tenant, 'shift'), await addMember(service, tenant, 'shift')];
    const count = async (person: Person) => {
      const all = await service.events(identityAuthorityChangedV1);
      return all.filter((event) => event.userId === person.userId).length;
    };
    const before = await Promise.all(people.map(count));
    const answer = await as(tenant.owner, 'patch', 'roles/shift', {
      name: 'Late shift',
      permissions: ['alerts.manage'],
    });
    expect(answer).toMatchObject({ status: 200, body: { key: 'shift', name: 'Late shift', memberCount: 2 } });
    expect(breaches('updateRole', answer)).toEqual([]);
    expect(await Promise.all(people.map(count))).toEqual(before.map((n) => n + 1));
    for (const person of people) {
      expect((await tokenOf(person)).permissions).toEqual(['org.read', 'alerts.manage']);
      const told = (await service.events(identityMemberChangedV1)).filter((event) => event.userId === person.userId);
      expect(told.at(-1)?.permissions).toEqual(['org.read', 'alerts.manage']);
    }
  });

  it('rank as another preset when they are told to, with everybody who has them or is invited', async () => {
    await make({ name: 'Shift', basedOn: 'viewer' });
    const [member, guest] = [await addMember(service, tenant, 'shift'), await signUp(service)];
    const invited = await as(tenant.owner, 'post', 'invitations', { email: guest.email, role: 'shift' });
    const answer = await as(tenant.owner, 'patch', 'roles/shift', { basedOn: 'operator' });
    expect(answer).toMatchObject({ status: 200, body: { basedOn: 'operator', permissions: ['org.read'] } });
    expect(breaches('updateRole', answer)).toEqual([]);
    const body = { token: invited.body.token };
    const call = { method: 'post' as const, path: '/api/v1/invitations/accept', body };
    expect((await sendAsPerson(service, guest, call)).status).toBe(200);
    for (const { userId } of [member, guest]) {
      const told = (await service.events(identityMemberChangedV1)).filter((event) => event.userId === userId);
      expect(told.at(-1)).toMatchObject({ role: 'operator', roleKey: 'shift' });
    }
  });

  it('are ranked above nobody’s own rank', async () => {
    await make({ name: 'Host', basedOn: 'operator', permissions: ['roles.manage'] });
    await make({ name: 'Shift', basedOn: 'viewer' });
    const host = await addMember(service, tenant, 'host');
    expect((await as(host, 'patch', 'roles/shift', { basedOn: 'admin' })).body.code).toBe('above_own_role');
    expect((await as(host, 'patch', 'roles/shift', { basedOn: 'operator' })).status).toBe(200);
    expect((await as(tenant.owner, 'patch', 'roles/shift', { basedOn: 'owner' })).status).toBe(400);
  });

  it('are deleted when nobody has them, and say who has', async () => {
    await make({ name: 'Shift' });
    const person = await addMember(service, tenant, 'shift');
    await as(tenant.owner, 'post', 'invitations', { email: `${newId()}@example.org`, role: 'shift' });
    const refused = await as(tenant.owner, 'delete', 'roles/shift');
    expect(refused).toMatchObject({ status: 409, body: { code: 'role_in_use' } });
    expect(refused.body.detail).toContain(`held by ${nameOf(person.email)} and offered in 1 open invitation`);
    await as(tenant.owner, 'patch', `members/${person.userId}`, { role: 'viewer' });
    const { items } = (await as(tenant.owner, 'get', 'invitations?state=pending')).body;
    await as(tenant.owner, 'delete', `invitations/${items[0].id}`);
    expect((await as(tenant.owner, 'delete', 'roles/shift')).status).toBe(204);
    expect((await as(tenant.owner, 'delete', 'roles/shift')).status).toBe(404);
  });

  it('end with the expired invitations to them, which nobody can resend to something else', async () => {
    await make({ name: 'Host', basedOn: 'admin' });
    const body = { email: `${newId()}@example.org`, role: 'host' };
    const { id } = (await as(tenant.owner, 'post', 'invitations', body)).body;
    await service.db.query('UPDATE identity.invitation SET expires_at = clock_timestamp() WHERE id = $1', [id]);
    expect((await as(tenant.owner, 'delete', 'roles/host')).status).toBe(204);
    const resent = await as(tenant.owner, 'post', `invitations/${id}/resend`);
    expect(resent).toMatchObject({ status: 409, body: { code: 'invitation_over' } });
  });

  describe('nobody hands on what they do not hold', () => {
    it.each([
      ['makes a role with it', 'post', 'roles', { name: 'Strong', permissions: ['billing.manage'] }],
      ['puts it into a role', 'patch', 'roles/weak', { permissions: ['billing.manage'] }],
    ] as const)('an admin %s', async (_what, method, rest, body) => {
      await make({ name: 'Weak', permissions: [] });
      const admin = await addMember(service, tenant, 'admin');
      const answer = await as(admin, method, rest, body);
      expect(answer).toMatchObject({ status: 403, body: { code: 'beyond_own_permissions' } });
      expect(answer.body.detail).toContain('billing.manage');
    });

    it('an admin gives a role with it, or invites to it', async () => {
      await make({ name: 'Treasurer', permissions: ['billing.manage'] });
      const [admin, person] = [await addMember(service, tenant, 'admin'), await addMember(service, tenant, 'viewer')];
      const change = await as(admin, 'patch', `members/${person.userId}`, { role: 'treasurer' });
      expect(change).toMatchObject({ status: 403, body: { code: 'beyond_own_permissions' } });
      const body = { email: `${newId()}@example.org`, role: 'treasurer' };
      expect((await as(admin, 'post', 'invitations', body)).body.code).toBe('beyond_own_permissions');
    });

    it('one who manages members and holds little makes nobody an admin', async () => {
      await make({ name: 'Host', permissions: ['members.manage'], basedOn: 'admin' });
      const [host, person] = [await addMember(service, tenant, 'host'), await addMember(service, tenant, 'viewer')];
      const change = await as(host, 'patch', `members/${person.userId}`, { role: 'admin' });
      expect(change).toMatchObject({ status: 403, body: { code: 'beyond_own_permissions' } });
      const own = await as(host, 'patch', `members/${host.userId}`, { role: 'admin' });
      expect(own.status).toBe(403);
    });
  });

  it('come as the vocabularies of other systems with one click, once', async () => {
    const { environmentId } = await announceCatalog(service, tenant.id, 'dev');
    const presets = await as(tenant.owner, 'get', 'roles/presets');
    expect(breaches('listRolePresets', presets)).toEqual([]);
    const added = await as(tenant.owner, 'post', 'roles/presets', { preset: 'workflow' });
    expect(added).toMatchObject({
      status: 201,
      body: { items: [{ key: 'workflow-developer', basedOn: 'developer' }] },
    });
    expect(breaches('addRolePreset', added)).toEqual([]);
    expect(await as(tenant.owner, 'post', 'roles/presets', { preset: 'workflow' })).toMatchObject({
      status: 409,
      body: { code: 'preset_added' },
    });
    const person = await addMember(service, tenant, 'workflow-developer');
    const token = await tokenOf(person);
    expect(token.permissions).toContain('deployments.promote');
    expect(token.permissions).not.toContain('deployments.create');
    expect(token.environment_grants[environmentId]).toEqual({
      allow: ['hosts.manage', 'config.manage', 'deployments.create', 'deployments.rollback'],
      deny: [],
    });
  });

  it('are 50 at most, however many are made at once', async () => {
    const values = Array.from({ length: 48 }, (_, i) => `('${newId()}', $1, 'r-${i}', 'R ${i}', 'viewer', '{}')`);
    await service.db.query(
      `INSERT INTO identity.role (id, org_id, key, name, based_on, permissions) VALUES ${values.join()}`,
      [tenant.id],
    );
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => make({ name: `More ${i}` })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 409, 409, 409, 409, 409, 409]);
  });

  it('hide those of another organization', async () => {
    await make({ name: 'Secret shift' });
    const other = await createOrganization(service);
    const who = { org: other.id, role: 'owner' as const, userId: other.owner.userId };
    const path = `/api/v1/orgs/${other.id}/roles`;
    expect((await sendAs(service, who, { path })).text).not.toContain('Secret');
    const change = { method: 'patch' as const, path: `${path}/secret-shift`, body: { name: 'Mine' } };
    expect((await sendAs(service, who, change)).status).toBe(404);
  });
});
