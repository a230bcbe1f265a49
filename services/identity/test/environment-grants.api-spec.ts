import { auditRecordedV1, identityAuthorityChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, type TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  nameOf,
  exchange,
  type Person,
  send,
  startIdentity,
  type Tenant,
} from './identity-world.js';

const DEPLOY = 'deployments.create';
const VOTE = 'approvals.vote';

describe('grants per environment', () => {
  let service: TestService;
  let tenant: Tenant;
  let production: string;
  beforeAll(async () => {
    service = await startIdentity();
  });
  beforeEach(async () => {
    tenant = await createOrganization(service);
    production = (await announceCatalog(service, tenant.id, 'production')).environmentId;
  });
  afterAll(() => service.close());

  const as = async (person: Person, method: 'get' | 'put', rest: string, body?: object) => {
    const headers = { authorization: await service.bearer(memberClaims(tenant.id, 'owner', person.userId)) };
    return send(service, { method, path: `/api/v1/orgs/${tenant.id}/${rest}`, body, headers });
  };
  const set = (body: { restricted?: string[]; grants?: object[] }, person = tenant.owner) =>
    as(person, 'put', `environment-grants/${production}`, { restricted: [], grants: [], ...body });
  const grantsOf = async (person: Person) => {
    const answer = await exchange(service, { credential: person.accessToken, org: tenant.id, audience: 'deployments' });
    return JSON.parse(Buffer.from(answer.body.token.split('.')[1], 'base64url').toString()).environment_grants;
  };
  const epochs = async (person: Person): Promise<number> =>
    (await service.events(identityAuthorityChangedV1)).filter((event) => event.userId === person.userId).length;

  it('reach the token: restriction, role, member, and a denial over all', async () => {
    const [operator, developer, ada] = [
      await addMember(service, tenant, 'operator'),
      await addMember(service, tenant, 'developer'),
      await addMember(service, tenant, 'operator'),
    ];
    const answer = await set({
      restricted: [DEPLOY],
      grants: [
        { role: 'developer', allow: [DEPLOY], deny: [VOTE] },
        { userId: ada.userId, allow: [DEPLOY], deny: [VOTE] },
      ],
    });
    expect(answer.status).toBe(200);
    expect(breaches('setEnvironmentGrants', answer)).toEqual([]);
    expect(await grantsOf(operator)).toEqual({ [production]: { allow: [], deny: [DEPLOY] } });
    expect(await grantsOf(developer)).toEqual({ [production]: { allow: [DEPLOY], deny: [VOTE] } });
    expect(await grantsOf(ada)).toEqual({ [production]: { allow: [], deny: [VOTE] } });
    expect(await grantsOf(tenant.owner)).toEqual({});
  });

  it('tell who may do what there', async () => {
    const bob = await addMember(service, tenant, 'operator');
    await set({ restricted: [VOTE], grants: [{ userId: bob.userId, allow: [VOTE], deny: [DEPLOY] }] });
    const answer = await as(tenant.owner, 'get', 'environment-grants');
    expect(breaches('listEnvironmentGrants', answer)).toEqual([]);
    const [environment] = answer.body.items;
    expect(environment).toMatchObject({ environmentId: production, class: 'production', restricted: [VOTE] });
    const named = { userId: bob.userId, name: expect.any(String), roleKey: 'operator' };
    expect(environment.who).toContainEqual({
      ...{ permission: VOTE, isRestricted: true, roleKeys: ['owner'] },
      ...{ alsoMembers: [named], exceptMembers: [] },
    });
    expect(environment.who).toContainEqual({
      ...{ permission: DEPLOY, isRestricted: false, roleKeys: ['owner', 'admin', 'operator'] },
      ...{ alsoMembers: [], exceptMembers: [named] },
    });
  });

  it('bump the authority of those concerned, and of nobody else', async () => {
    const [operator, developer] = [
      await addMember(service, tenant, 'operator'),
      await addMember(service, tenant, 'developer'),
    ];
    const count = async () => [await epochs(operator), await epochs(developer), await epochs(tenant.owner)];
    const [o = 0, d = 0, owner = 0] = await count();
    await set({ grants: [{ role: 'developer', allow: [DEPLOY], deny: [] }] });
    expect(await count()).toEqual([o, d + 1, owner]);
    await set({ grants: [{ role: 'developer', allow: [DEPLOY], deny: [] }] });
    expect(await count()).toEqual([o, d + 1, owner]);
    await set({ restricted: [DEPLOY], grants: [{ role: 'developer', allow: [DEPLOY], deny: [] }] });
    expect(await count()).toEqual([o + 1, d + 2, owner]);
    const facts = (await service.events(auditRecordedV1)).filter((fact) => fact.resourceId === production);
    expect(facts.map((fact) => fact.action)).toEqual(['environment_grants.changed', 'environment_grants.changed']);
  });

  it('concern everybody in as many statements as one', async () => {
    const values = Array.from({ length: 300 }, () => `('${newId()}')`);
    await service.db.query(
      `WITH people AS (INSERT INTO identity.user_account (id, email, full_name, password_hash)
         SELECT id::uuid, id || '@example.org', 'P', 'x' FROM (VALUES ${values.join()}) AS v (id) RETURNING id)
       INSERT INTO identity.membership (id, org_id, user_id, role) SELECT id, $1, id, 'operator' FROM people`,
      [tenant.id],
    );
    expect((await set({ restricted: [DEPLOY] })).status).toBe(200);
    const rows = await service.db.query(
      `SELECT count(DISTINCT aggregate_id)::int AS told FROM identity.outbox WHERE org_id = $1 AND type = $2 AND version = 1`,
      [tenant.id, identityAuthorityChangedV1.type],
    );
    expect(rows[0]).toEqual({ told: 301 });
  });

  it('end with the membership', async () => {
    const person = await addMember(service, tenant, 'developer');
    await set({ grants: [{ userId: person.userId, allow: [DEPLOY], deny: [] }] });
    const headers = { authorization: await service.bearer(memberClaims(tenant.id, 'owner', tenant.owner.userId)) };
    await send(service, { method: 'delete', path: `/api/v1/orgs/${tenant.id}/members/${person.userId}`, headers });
    expect((await as(tenant.owner, 'get', 'environment-grants')).body.items[0].grants).toEqual([]);
  });

  it.each<[string, object, number, string]>([
    ['an owner', { role: 'owner', allow: [], deny: [DEPLOY] }, 422, 'owner_unrestricted'],
    ['nobody', { allow: [DEPLOY], deny: [] }, 422, 'subject_missing'],
    ['a role that there is not', { role: 'nothing', allow: [DEPLOY], deny: [] }, 422, 'subject_unknown'],
    ['a stranger', { userId: newId(), allow: [DEPLOY], deny: [] }, 422, 'subject_unknown'],
    ['both ways at once', { role: 'admin', allow: [DEPLOY], deny: [DEPLOY] }, 422, 'allowed_and_denied'],
    ['what is not granted per environment', { role: 'admin', allow: ['org.read'], deny: [] }, 400, 'validation'],
  ])('are not for %s', async (_what, grant, status, code) =>
    expect(await set({ grants: [grant] })).toMatchObject({ status, body: { code } }),
  );

  it('name each role and member once', async () => {
    const grant = { role: 'admin', allow: [DEPLOY], deny: [] };
    expect((await set({ grants: [grant, grant] })).body.code).toBe('subject_twice');
  });

  it('let nobody in who has been kept out', async () => {
    const admin = await addMember(service, tenant, 'admin');
    await set({ restricted: [DEPLOY] });
    for (const body of [
      { restricted: [] },
      { restricted: [DEPLOY], grants: [{ userId: admin.userId, allow: [DEPLOY], deny: [] }] },
    ]) {
      const answer = await set(body, admin);
      expect(answer).toMatchObject({ status: 403, body: { code: 'grant_beyond_own' } });
      expect(answer.body.detail).toContain(DEPLOY);
    }
    expect((await set({ restricted: [DEPLOY, VOTE] }, admin)).status).toBe(200);
  });

  it('are told by the capabilities, with who can grant what is missing', async () => {
    const person = await addMember(service, tenant, 'developer');
    await set({ grants: [{ role: 'developer', allow: [DEPLOY], deny: [VOTE] }] });
    const claims = {
      ...memberClaims(tenant.id, 'developer', person.userId),
      environment_grants: await grantsOf(person),
    };
    const headers = { authorization: await service.bearer(claims) };
    const answer = await send(service, { path: `/api/v1/orgs/${tenant.id}/capabilities`, headers });
    expect(breaches('getCapabilities', answer)).toEqual([]);
    expect(answer.body.environments).toEqual([
      { environmentId: production, name: 'Production', allowed: [DEPLOY], denied: [VOTE] },
    ]);
    const grantedBy = { roles: ['Owner', 'Admin'], people: [nameOf(tenant.owner.email)] };
    const about = (permission: string) =>
      answer.body.items.find((item: { permission: string }) => item.permission === permission);
    expect(about(DEPLOY)).toEqual({ permission: DEPLOY, allowed: true, reason: null, grantedBy });
    expect(about('members.manage')).toMatchObject({ allowed: false, reason: 'role', grantedBy });
    expect(about('org.own')).toMatchObject({ allowed: false, grantedBy: { roles: ['Owner'] } });
  });

  it('are no business of another organization', async () => {
    const other = await createOrganization(service);
    const headers = { authorization: await service.bearer(memberClaims(other.id, 'owner', other.owner.userId)) };
    const path = `/api/v1/orgs/${other.id}/environment-grants/${production}`;
    const body = { restricted: [DEPLOY], grants: [] };
    expect((await send(service, { method: 'put', path, body, headers })).status).toBe(404);
  });
});
