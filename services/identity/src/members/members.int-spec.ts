import { billingEntitlementsChangedV1, identityMemberChangedV1, type Role, ROLES } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { type TestService, uncoveredTables } from '@throughline/testing';
import {
  addMember,
  createOrganization,
  type Person,
  send,
  sendAs,
  startIdentity,
  type Tenant,
} from '../../test/identity-world.js';

describe('what the database holds members to', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const setRole = (tenant: Tenant, actor: Person, target: Person, role: Role) => {
    const path = `/api/v1/orgs/${tenant.id}/members/${target.userId}`;
    return sendAs(
      service,
      { org: tenant.id, role: 'owner', userId: actor.userId },
      { method: 'patch', path, body: { role } },
    );
  };
  const remove = (tenant: Tenant, person: Person) => {
    const path = `/api/v1/orgs/${tenant.id}/members/${person.userId}`;
    return sendAs(service, { org: tenant.id, role: 'owner', userId: person.userId }, { method: 'delete', path });
  };
  const ownersOf = async (tenant: Tenant): Promise<number> => {
    const sql = `SELECT 1 FROM identity.membership WHERE org_id = $1 AND role = 'owner'`;
    return (await service.db.query(sql, [tenant.id])).length;
  };
  const limitTo = (tenant: Tenant, feature: string, limit: number) =>
    service.deliver(billingEntitlementsChangedV1, tenant.id, {
      version: 1,
      planKey: 'free',
      items: [{ feature, limit }],
    });

  it.each([1, 2, 3, 4, 5])('keeps one owner when two step down at once (round %i)', async () => {
    const tenant = await createOrganization(service);
    const second = await addMember(service, tenant, 'owner');
    const answers = await Promise.all([
      setRole(tenant, tenant.owner, tenant.owner, 'viewer'),
      setRole(tenant, second, second, 'viewer'),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await ownersOf(tenant)).toBe(1);
  });

  it.each([1, 2, 3])('keeps one owner when two demote each other at once (round %i)', async () => {
    const tenant = await createOrganization(service);
    const second = await addMember(service, tenant, 'owner');
    const answers = await Promise.all([
      setRole(tenant, tenant.owner, second, 'admin'),
      setRole(tenant, second, tenant.owner, 'admin'),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 403]);
    expect(await ownersOf(tenant)).toBe(1);
  });

  it('keeps one owner when five leave at once', async () => {
    const tenant = await createOrganization(service);
    const owners = [tenant.owner];
    for (let i = 0; i < 4; i++) owners.push(await addMember(service, tenant, 'owner'));
    const answers = await Promise.all(owners.map((owner) => remove(tenant, owner)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 204, 204, 204, 409]);
    expect(await ownersOf(tenant)).toBe(1);
  });

  it.each([1, 2, 3])(
    'keeps one owner when two hand over to each other, leave and step down at once (round %i)',
    async () => {
      const tenant = await createOrganization(service);
      const second = await addMember(service, tenant, 'owner');
      const owner = (person: Person) => ({ org: tenant.id, role: 'owner' as const, userId: person.userId });
      const leave = { method: 'post' as const, path: `/api/v1/orgs/${tenant.id}/leave`, body: { slug: tenant.slug } };
      const transfer = (to: Person) => ({
        ...{ method: 'post' as const, path: `/api/v1/orgs/${tenant.id}/ownership-transfer` },
        body: { userId: to.userId, ownRole: 'viewer' },
      });
      const answers = await Promise.all([
        sendAs(service, owner(tenant.owner), transfer(second)),
        sendAs(service, owner(second), transfer(tenant.owner)),
        sendAs(service, owner(tenant.owner), leave),
        sendAs(service, owner(second), leave),
        setRole(tenant, tenant.owner, second, 'admin'),
      ]);
      expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
      expect(await ownersOf(tenant)).toBeGreaterThanOrEqual(1);
    },
  );

  it('T7: lets in exactly as many of 100 invited people as the plan has room for, all at once', async () => {
    const tenant = await createOrganization(service);
    const people = Array.from({ length: 100 }, () => newId());
    await service.db.query(
      `INSERT INTO identity.user_account (id, email, full_name, password_hash)
       SELECT id, id || '@example.org', 'Person', 'x' FROM unnest($1::uuid[]) AS p (id)`,
      [people],
    );
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const path = `/api/v1/orgs/${tenant.id}/invitations/batch`;
    const tokens: string[] = [];
    for (const half of [people.slice(0, 50), people.slice(50)]) {
      const body = { emails: half.map((id) => `${id}@example.org`), role: 'viewer' };
      const { items } = (await sendAs(service, who, { method: 'post', path, body })).body;
      tokens.push(...items.map((item: { invitation: { token: string } }) => item.invitation.token));
    }
    await limitTo(tenant, 'members', 5);
    const answers = await Promise.all(
      people.map(async (userId, i) => {
        const headers = { authorization: await service.bearer({ sub: userId }) };
        return send(service, {
          method: 'post',
          path: '/api/v1/invitations/accept',
          body: { token: tokens[i] },
          headers,
        });
      }),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(4);
    expect(answers.filter((answer) => answer.body.code === 'entitlement_exceeded')).toHaveLength(96);
    const rows = await service.db.query('SELECT 1 FROM identity.membership WHERE org_id = $1', [tenant.id]);
    expect(rows).toHaveLength(5);
  }, 30_000);

  it('deletes no role that is given to somebody at the same moment', async () => {
    const tenant = await createOrganization(service);
    const person = await addMember(service, tenant, 'viewer');
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const at = (rest: string): string => `/api/v1/orgs/${tenant.id}/${rest}`;
    await sendAs(service, who, { method: 'post', path: at('roles'), body: { name: 'Shift' } });
    const answers = await Promise.all([
      sendAs(service, who, { method: 'delete', path: at('roles/shift') }),
      sendAs(service, who, { method: 'patch', path: at(`members/${person.userId}`), body: { role: 'shift' } }),
    ]);
    expect([
      [204, 422],
      [409, 200],
    ]).toContainEqual(answers.map((answer) => answer.status));
  });

  it('numbers the events of a person who leaves and returns without starting over', async () => {
    const tenant = await createOrganization(service);
    const person = await addMember(service, tenant, 'owner');
    await remove(tenant, person);
    const rows = await service.db.query<{ version: number; role: string | null }>(
      `SELECT version, payload ->> 'role' AS role FROM identity.outbox WHERE type = $1 AND aggregate_id = $2 ORDER BY version`,
      [identityMemberChangedV1.type, `${tenant.id}/${person.userId}`],
    );
    expect(rows).toEqual([
      { version: 1, role: 'owner' },
      { version: 2, role: null },
    ]);
  });

  it('makes exactly as many projects as the plan allows, however many are asked for at once', async () => {
    const tenant = await createOrganization(service);
    await limitTo(tenant, 'projects', 3);
    const call = { method: 'post' as const, path: `/api/v1/orgs/${tenant.id}/projects`, body: { name: 'One more' } };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        sendAs(service, { org: tenant.id, role: 'owner' }, { ...call, body: { name: `Project ${i}` } }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3);
    const refused = answers.filter((answer) => answer.body.code === 'entitlement_exceeded');
    expect(refused).toHaveLength(17);
    expect(refused[0]?.status).toBe(403);
  });

  it('invites nobody beyond the plan', async () => {
    const tenant = await createOrganization(service);
    await limitTo(tenant, 'members', 1);
    await expect(addMember(service, tenant, 'viewer')).rejects.toThrow();
    const rows = await service.db.query('SELECT 1 FROM identity.membership WHERE org_id = $1', [tenant.id]);
    expect(rows).toHaveLength(1);
  });

  it('takes the newest entitlements, in whichever order they come', async () => {
    const tenant = await createOrganization(service);
    const say = (version: number, limit: number | null) =>
      service.deliver(billingEntitlementsChangedV1, tenant.id, {
        version,
        planKey: 'p',
        items: [{ feature: 'projects', limit }],
      });
    await say(2, null);
    await say(1, 0);
    const call = { method: 'post' as const, path: `/api/v1/orgs/${tenant.id}/projects`, body: { name: 'Free' } };
    expect((await sendAs(service, { org: tenant.id, role: 'owner' }, call)).status).toBe(201);
  });

  it('knows the same roles as the contract', async () => {
    const rows = await service.db.query<{ check: string }>(
      `SELECT pg_get_constraintdef(oid) AS check FROM pg_constraint WHERE conname IN ('membership_role_check', 'invitation_role_check')`,
    );
    expect(rows.map((row) => [...row.check.matchAll(/'(\w+)'/g)].map((match) => match[1]))).toEqual([
      [...ROLES],
      [...ROLES],
    ]);
  });

  it('T2: leaves no table uncovered', async () =>
    expect(
      await uncoveredTables(service.db, 'identity', {
        organization_slug_key: 'an address of the installation; sign-up says that one is taken, to everybody alike',
        invitation_token_hash_key: '256 random bits',
        api_key_prefix_key: 'random, looked up before the organization is known',
        api_key_superseded_prefix_key: 'random, looked up before the organization is known',
        api_key_superseded_api_key_id_version_key: 'counts the versions of one key, which is in one organization',
        organization_slug_pkey: 'an address of the installation, like the slug that it was',
        organization_parent_id_fkey: 'an agency and its child: set by who owns both',
        impersonation_one_open: 'one for each platform admin, whichever organization it is in',
        platform_audit: 'the installation’s own log: read and appended, never changed',
      }),
    ).toEqual([]));
});
