import { auditRecordedV1, identityOrgChangedV1, identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, type TestService } from '@throughline/testing';
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

describe('an organization, its names, its family and those who come and go', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
  });
  beforeEach(async () => {
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const at = (rest = '', org = tenant.id): string => `/api/v1/orgs/${org}${rest}`;
  const owner = (of = tenant) => ({ org: of.id, role: 'owner' as const, userId: of.owner.userId });
  const rename = (body: object, of = tenant) =>
    sendAs(service, owner(of), { method: 'patch', path: at('', of.id), body });
  const trade = (person: Person, org: string) =>
    exchange(service, { credential: person.accessToken, org, audience: 'pipelines' });
  const claimsFor = async (person: Person, org: string) =>
    JSON.parse(Buffer.from((await trade(person, org)).body.token.split('.')[1], 'base64url').toString());
  const unique = (word: string): string => `${word}-${newId().slice(-8)}`;
  const actions = async (orgId: string) => {
    const sql = `SELECT payload ->> 'action' AS action FROM identity.outbox WHERE org_id = $1 AND type = $2 ORDER BY id`;
    const rows = await service.db.query<{ action: string }>(sql, [orgId, auditRecordedV1.type]);
    return rows.map((row) => row.action);
  };

  describe('the name in addresses', () => {
    it('changes, and the old one goes on leading to the organization', async () => {
      const slug = unique('renamed');
      const answer = await rename({ slug, name: 'Renamed' });
      expect(answer).toMatchObject({
        status: 200,
        body: { slug, name: 'Renamed', formerSlugs: [{ slug: tenant.slug, heldUntil: expect.any(String) }] },
      });
      expect(breaches('updateOrganization', answer)).toEqual([]);
      const heldDays = (Date.parse(answer.body.formerSlugs[0].heldUntil) - Date.now()) / 86_400_000;
      expect(heldDays).toBeGreaterThan(89.9);
      for (const name of [tenant.slug, slug, tenant.id]) {
        expect((await trade(tenant.owner, name)).body).toMatchObject({ orgId: tenant.id });
      }
      expect(await actions(tenant.id)).toContain('organization.changed');
      expect((await service.events(identityOrgChangedV1)).at(-1)).toEqual({
        ...{ slug, name: 'Renamed', status: 'active', parentOrgId: null },
      });
    });

    it('that was given up is nobody else’s for 90 days, and then anybody’s', async () => {
      const [former, other] = [tenant.slug, await createOrganization(service)];
      await rename({ slug: unique('renamed') });
      expect(await rename({ slug: former }, other)).toMatchObject({ status: 409, body: { code: 'slug_taken' } });
      const creation = { method: 'post' as const, path: '/api/v1/orgs', body: { name: 'x', slug: former } };
      expect((await sendAsPerson(service, other.owner, creation)).status).toBe(409);
      await service.db.query(
        `UPDATE identity.organization_slug SET held_until = clock_timestamp() - interval '1 second' WHERE slug = $1`,
        [former],
      );
      expect((await trade(tenant.owner, former)).status).toBe(404);
      expect((await rename({ slug: former }, other)).status).toBe(200);
      expect((await trade(other.owner, former)).body).toMatchObject({ orgId: other.id });
    });

    it('can be taken back', async () => {
      const [former, slug] = [tenant.slug, unique('renamed')];
      await rename({ slug });
      expect((await rename({ slug: former })).body).toMatchObject({ slug: former, formerSlugs: [{ slug }] });
    });

    it('goes to one of many who want it at once', async () => {
      const tenants = await Promise.all([1, 2, 3, 4].map(() => createOrganization(service)));
      const slug = unique('wanted');
      const answers = await Promise.all(tenants.map((one) => rename({ slug }, one)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    });

    it.each(['admin', 'adm1n', 'a', 'xn--acme', '\u0430cme', 'Acme'])('is not %p', async (slug) =>
      expect(await rename({ slug })).toMatchObject({ status: 400, body: { code: 'slug_invalid' } }),
    );
  });

  describe('those who go', () => {
    const leave = (person: Person, slug = tenant.slug) =>
      sendAs(service, { ...owner(), userId: person.userId }, { method: 'post', path: at('/leave'), body: { slug } });

    it('leave by themselves, whatever their role', async () => {
      const person = await addMember(service, tenant, 'viewer');
      expect((await leave(person)).status).toBe(204);
      expect((await trade(person, tenant.id)).status).toBe(404);
      expect(await actions(tenant.id)).toContain('member.left');
      expect((await leave(person)).status).toBe(403);
    });

    it('name what they leave, and are not its last owner', async () => {
      expect(await leave(tenant.owner, 'another')).toMatchObject({ status: 400, body: { code: 'slug_mismatch' } });
      expect(await leave(tenant.owner)).toMatchObject({ status: 409, body: { code: 'last_owner' } });
      await addMember(service, tenant, 'owner');
      expect((await leave(tenant.owner)).status).toBe(204);
    });
  });

  describe('ownership', () => {
    const transfer = (body: object, actor = tenant.owner) => {
      const path = at('/ownership-transfer');
      return sendAs(service, { ...owner(), userId: actor.userId }, { method: 'post', path, body });
    };

    it('goes over in one step, both told of in the audit log', async () => {
      const person = await addMember(service, tenant, 'admin');
      const answer = await transfer({ userId: person.userId });
      expect(answer).toMatchObject({ status: 200, body: { userId: person.userId, role: 'owner' } });
      expect(breaches('transferOwnership', answer)).toEqual([]);
      expect(await claimsFor(person, tenant.id)).toMatchObject({ role: 'owner' });
      expect(await claimsFor(tenant.owner, tenant.id)).toMatchObject({ role: 'admin' });
      expect((await actions(tenant.id)).filter((action) => action === 'member.role_changed')).toHaveLength(2);
    });

    it('may be shared', async () => {
      const person = await addMember(service, tenant, 'developer');
      await transfer({ userId: person.userId, ownRole: 'owner' });
      expect(await claimsFor(tenant.owner, tenant.id)).toMatchObject({ role: 'owner' });
      expect(await claimsFor(person, tenant.id)).toMatchObject({ role: 'owner' });
    });

    it('is not an admin’s to give, nor one’s own to get', async () => {
      const admin = await addMember(service, tenant, 'admin');
      expect((await transfer({ userId: admin.userId }, admin)).body.code).toBe('permission_missing');
      expect((await transfer({ userId: tenant.owner.userId })).body.code).toBe('transfer_to_self');
      expect((await transfer({ userId: newId() })).status).toBe(404);
    });
  });

  describe('the family', () => {
    const child = (body: object = { name: unique('Child') }, of = tenant) =>
      sendAs(service, owner(of), { method: 'post', path: at('/children', of.id), body });

    it('has children that the owner of the parent owns, and whose parent is told', async () => {
      const answer = await child({ name: 'Shop', visitorRole: 'operator' });
      expect(answer).toMatchObject({ status: 201, body: { name: 'Shop', visitorRole: 'operator', memberCount: 1 } });
      expect(breaches('createChild', answer)).toEqual([]);
      const { id, slug } = answer.body;
      const { userId: ownerUserId } = tenant.owner;
      expect(await service.events(identityOrgCreatedV1)).toContainEqual({
        ...{ slug, name: 'Shop', ownerUserId },
        parentOrgId: tenant.id,
      });
      const list = await sendAs(service, owner(), { path: at('/children') });
      expect(breaches('listChildren', list)).toEqual([]);
      expect(list.body.items).toEqual([answer.body]);
      expect(await actions(tenant.id)).toContain('child_organization.created');
      expect(await actions(id)).toContain('organization.created');
    });

    it('lets the parent’s owners and admins enter with the role that the parent gives, and nobody else of it', async () => {
      const { id } = (await child({ name: 'Shop', visitorRole: 'operator' })).body;
      const [admin, operator] = [
        await addMember(service, tenant, 'admin'),
        await addMember(service, tenant, 'operator'),
      ];
      const claims = await claimsFor(admin, id);
      expect(claims).toMatchObject({ role: 'operator', org_id: id });
      expect(claims.permissions).toContain('deployments.create');
      expect(claims.permissions).not.toContain('approvals.vote');
      expect((await trade(operator, id)).status).toBe(404);
      const patch = { method: 'patch' as const, path: at(`/children/${id}`), body: { visitorRole: 'viewer' } };
      const changed = await sendAs(service, owner(), patch);
      expect(changed).toMatchObject({ status: 200, body: { visitorRole: 'viewer' } });
      expect(breaches('updateChild', changed)).toEqual([]);
      expect(await claimsFor(admin, id)).toMatchObject({ role: 'viewer' });
      await sendAs(service, owner(), { method: 'delete', path: at(`/members/${admin.userId}`) });
      expect((await trade(admin, id)).status).toBe(404);
    });

    it('lets one in who ranks as an admin by a role of the parent’s own making: no', async () => {
      const { id } = (await child()).body;
      await sendAs(service, owner(), { method: 'post', path: at('/roles'), body: { name: 'Host', basedOn: 'admin' } });
      expect((await trade(await addMember(service, tenant, 'host'), id)).status).toBe(404);
    });

    it('lets visitors manage members there as far as their role goes, and not leave or own', async () => {
      const { id, slug } = (await child()).body;
      const admin = await addMember(service, tenant, 'admin');
      const bearer = await service.bearer(memberClaims(id, 'admin', admin.userId));
      const call = (rest: string, body: object) =>
        send(service, { method: 'post', path: at(rest, id), body, headers: { authorization: bearer } });
      expect((await call('/invitations', { email: `${newId()}@example.org`, role: 'admin' })).status).toBe(201);
      expect((await call('/invitations', { email: `${newId()}@example.org`, role: 'owner' })).status).toBe(403);
      expect((await call('/leave', { slug })).body.code).toBe('visitor');
    });

    it('has no grandchildren', async () => {
      const { id, slug } = (await child()).body;
      const answer = await child({ name: 'Grandchild' }, { id, slug, owner: tenant.owner });
      expect(answer).toMatchObject({ status: 409, body: { code: 'child_of_child' } });
    });

    it('is hidden from other organizations', async () => {
      const { id } = (await child()).body;
      const other = await createOrganization(service);
      const path = at(`/children/${id}`, other.id);
      const patch = { method: 'patch' as const, path, body: { visitorRole: 'admin' } };
      expect((await sendAs(service, owner(other), patch)).status).toBe(404);
      expect((await sendAs(service, owner(other), { path: at('/children', other.id) })).body.items).toEqual([]);
    });

    it('is in the list of where one may go, by name', async () => {
      const { id } = (await child({ name: `a ${unique('shop')}` })).body;
      const admin = await addMember(service, tenant, 'admin');
      const mine = await sendAsPerson(service, admin, { path: '/api/v1/orgs' });
      expect(breaches('listMyOrganizations', mine)).toEqual([]);
      expect(mine.body.items).toEqual([
        expect.objectContaining({ organizationId: id, role: 'admin', isVisitor: true, parentId: tenant.id }),
        expect.objectContaining({ organizationId: tenant.id, role: 'admin', isVisitor: false, parentId: null }),
      ]);
      const stranger = await signUp(service);
      expect((await sendAsPerson(service, stranger, { path: '/api/v1/orgs' })).body.items).toEqual([]);
    });
  });
});
