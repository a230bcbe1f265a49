import {
  identityAuthorityChangedV1,
  identityMemberChangedV1,
  identityOrgCreatedV1,
  ROLE_PERMISSIONS,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { ingestKeyClaims, type TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import {
  addMember,
  createOrganization,
  type Person,
  send,
  sendAs,
  sendAsPerson,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

describe('organizations and their members', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const create = (person: Person, body: object) =>
    sendAsPerson(service, person, { method: 'post', path: '/api/v1/orgs', body });
  const owner = (tenant: Tenant) => ({ org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId });
  const at = (tenant: Tenant, rest = ''): string => `/api/v1/orgs/${tenant.id}${rest}`;

  it('makes one, owned by its maker, and says so to the other services', async () => {
    const person = await signUp(service);
    const slug = `acme-${newId().slice(-6)}`;
    const answer = await create(person, { name: 'Acme GmbH', slug });
    expect(answer).toMatchObject({ status: 201, body: { slug, name: 'Acme GmbH', role: 'owner' } });
    expect(breaches('createOrganization', answer)).toEqual([]);
    const { userId, email } = person;
    expect(await service.events(identityOrgCreatedV1)).toContainEqual({
      ...{ slug, name: 'Acme GmbH', ownerUserId: userId },
      parentOrgId: null,
    });
    const member = { userId, email, fullName: expect.any(String), role: 'owner' };
    const held = { roleKey: 'owner', permissions: [...ROLE_PERMISSIONS.owner] };
    expect(await service.events(identityMemberChangedV1)).toContainEqual({ ...member, ...held });
    const tenant = { id: answer.body.id, slug, owner: person };
    const [organization, capabilities] = [
      await sendAs(service, owner(tenant), { path: at(tenant) }),
      await sendAs(service, owner(tenant), { path: at(tenant, '/capabilities') }),
    ];
    expect(organization.body).toEqual(answer.body);
    expect(capabilities.body).toMatchObject({ role: 'owner', permissions: [...ROLE_PERMISSIONS.owner] });
  });

  it('lets one person have many, and names them apart by themselves', async () => {
    const person = await signUp(service);
    const name = `Twins ${newId().slice(-6)}`;
    const slugs = [await create(person, { name }), await create(person, { name })].map((answer) => answer.body.slug);
    expect(new Set(slugs).size).toBe(2);
    const me = await sendAsPerson(service, person, { path: '/api/v1/me' });
    expect(me.body.organizations).toHaveLength(2);
  });

  it.each([
    ['a reserved word', 'admin', 400, 'slug_invalid'],
    ['an id', '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11', 400, 'slug_invalid'],
    ['capitals', 'Acme', 400, 'slug_invalid'],
    ['a path', '../acme', 400, 'slug_invalid'],
    ['nothing', '', 400, 'slug_invalid'],
    ['a slug of 64', 'x'.repeat(64), 400, 'validation'],
  ])('refuses %s for a slug', async (_what, slug, status, code) => {
    const answer = await create(await signUp(service), { name: 'Acme', slug });
    expect(answer).toMatchObject({ status, body: { code, errors: [{ pointer: '/slug' }] } });
  });

  it('gives a slug to one only', async () => {
    const slug = `same-${newId().slice(-6)}`;
    const people = await Promise.all([signUp(service), signUp(service), signUp(service)]);
    const answers = await Promise.all(people.map((person) => create(person, { name: 'Same', slug })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  });

  it('is not made by an API key', async () => {
    const tenant = await createOrganization(service);
    const authorization = await service.bearer(ingestKeyClaims(tenant.id, newId(), newId()));
    const call = { method: 'post' as const, path: '/api/v1/orgs', body: { name: 'x' }, headers: { authorization } };
    expect(await send(service, call)).toMatchObject({ status: 403, body: { code: 'person_required' } });
    expect((await send(service, { path: '/api/v1/me', headers: { authorization } })).status).toBe(403);
  });

  it('pages through members, each once', async () => {
    const tenant = await createOrganization(service);
    for (let i = 0; i < 4; i++) await addMember(service, tenant, 'developer');
    const seen: string[] = [];
    let cursor = '';
    do {
      const answer = await sendAs(service, owner(tenant), { path: at(tenant, `/members?limit=2${cursor}`) });
      expect(breaches('listMembers', answer)).toEqual([]);
      seen.push(...answer.body.items.map((item: { userId: string }) => item.userId));
      cursor = answer.body.nextCursor ? `&cursor=${answer.body.nextCursor}` : '';
    } while (cursor !== '');
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'cursor=WzFd', 'cursor=WyIxIiwiMiJd', 'sort=role'])(
    'refuses ?%s',
    async (query) => {
      const tenant = await createOrganization(service);
      expect((await sendAs(service, owner(tenant), { path: at(tenant, `/members?${query}`) })).status).toBe(400);
    },
  );

  it('changes a role, and voids what was cached of the person', async () => {
    const tenant = await createOrganization(service);
    const person = await addMember(service, tenant, 'viewer');
    const path = at(tenant, `/members/${person.userId}`);
    const answer = await sendAs(service, owner(tenant), { method: 'patch', path, body: { role: 'operator' } });
    expect(answer).toMatchObject({ status: 200, body: { userId: person.userId, role: 'operator' } });
    expect(breaches('changeMemberRole', answer)).toEqual([]);
    const { userId } = person;
    const events = (await service.events(identityAuthorityChangedV1)).filter((event) => event.userId === userId);
    expect(events.map((event) => event.authEpoch)).toEqual([2, 3]);
  });

  it.each([
    { what: 'the last owner', actorRole: 'owner', target: 'owner', role: 'admin', status: 409, code: 'last_owner' },
    {
      what: 'an owner, as admin',
      actorRole: 'admin',
      target: 'owner',
      role: 'viewer',
      status: 403,
      code: 'above_own_role',
    },
    {
      what: 'oneself to owner',
      actorRole: 'admin',
      target: 'admin',
      role: 'owner',
      status: 403,
      code: 'above_own_role',
    },
  ] as const)('refuses to change $what', async ({ actorRole, target, role, status, code }) => {
    const tenant = await createOrganization(service);
    const actor = actorRole === 'owner' ? tenant.owner : await addMember(service, tenant, actorRole);
    const { userId } = target === 'owner' ? tenant.owner : actor;
    const who = { org: tenant.id, role: actorRole, userId: actor.userId };
    const path = at(tenant, `/members/${userId}`);
    expect(await sendAs(service, who, { method: 'patch', path, body: { role } })).toMatchObject({
      status,
      body: { code },
    });
  });

  it('removes a member for good', async () => {
    const tenant = await createOrganization(service);
    const person = await addMember(service, tenant, 'admin');
    const call = { method: 'delete' as const, path: at(tenant, `/members/${person.userId}`) };
    expect((await sendAs(service, owner(tenant), call)).status).toBe(204);
    expect((await sendAs(service, owner(tenant), call)).status).toBe(404);
    const leftover = { org: tenant.id, role: 'admin' as const, userId: person.userId };
    const path = at(tenant, `/members/${tenant.owner.userId}`);
    expect((await sendAs(service, leftover, { method: 'patch', path, body: { role: 'admin' } })).status).toBe(403);
  });

  it('judges by the role of now, not by that of a token made before', async () => {
    const tenant = await createOrganization(service);
    const [demoted, victim] = [await addMember(service, tenant, 'viewer'), await addMember(service, tenant, 'viewer')];
    const stale = { org: tenant.id, role: 'admin' as const, userId: demoted.userId };
    const removal = await sendAs(service, stale, { method: 'delete', path: at(tenant, `/members/${victim.userId}`) });
    expect(removal).toMatchObject({ status: 403, body: { code: 'permission_missing' } });
    const body = { email: `${newId()}@example.org`, role: 'viewer' };
    expect((await sendAs(service, stale, { method: 'post', path: at(tenant, '/invitations'), body })).status).toBe(403);
  });

  it.each(['another organization’s member', 'nobody', 'no id'])('finds no %s', async (which) => {
    const [tenant, other] = [await createOrganization(service), await createOrganization(service)];
    const ids: Record<string, string> = { nobody: newId(), 'no id': 'me' };
    const call = { path: at(tenant, `/members/${ids[which] ?? other.owner.userId}`) };
    const patch = await sendAs(service, owner(tenant), { ...call, method: 'patch', body: { role: 'viewer' } });
    expect(patch).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await sendAs(service, owner(tenant), { ...call, method: 'delete' })).status).toBe(404);
  });
});
