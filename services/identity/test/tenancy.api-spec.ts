import { auditRecordedV1, billingEntitlementsChangedV1, type Role, ROLES } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, type TenancyFixture, tenancyViolations, type TestService } from '@throughline/testing';
import { document } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  sendAs,
  startIdentity,
  type Tenant,
} from './identity-world.js';

describe('T1: tenancy', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const create = async (tenant: Tenant, rest: string, body: object): Promise<string> => {
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const answer = await sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/${rest}`, body });
    if (answer.status !== 201) throw new Error(`${rest}: ${answer.status} ${answer.text}`);
    return answer.body.id;
  };

  const makeRole = async (tenant: Tenant): Promise<{ key: string }> => {
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const body = { name: 'Their role' };
    return (await sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/roles`, body })).body;
  };

  /** One of everything, each with a name to know it by. */
  async function furnish(tenant: Tenant): Promise<Pick<TenancyFixture, 'params' | 'canaries'>> {
    const member = await addMember(service, tenant, 'viewer');
    const bound = await announceCatalog(service, tenant.id);
    const roleKey = (await makeRole(tenant)).key;
    const childId = await create(tenant, 'children', { name: 'Their child' });
    const invitationId = await create(tenant, 'invitations', { email: 'theirs@example.org', role: 'admin' });
    const projectId = await create(tenant, 'projects', { name: 'Their project', slug: 'shared', description: 'x' });
    const apiKeyId = await create(tenant, 'api-keys', { name: 'Their key', kind: 'ingest', ...bound });
    const serviceAccountId = await create(tenant, 'service-accounts', { name: 'Their account', role: 'developer' });
    await create(tenant, `service-accounts/${serviceAccountId}/keys`, { name: 'Their robot', scopes: ['org.read'] });
    await service.deliver(billingEntitlementsChangedV1, tenant.id, billingEntitlementsChangedV1.example);
    await service.deliver(auditRecordedV1, tenant.id, { ...auditRecordedV1.example, resourceName: 'Their entry' });
    return {
      params: {
        ...{ roleKey, childId, userId: member.userId, invitationId, projectId, apiKeyId, serviceAccountId },
        ...bound,
      },
      canaries: ['Their ', 'theirs@', tenant.slug, tenant.owner.email, member.email],
    };
  }

  async function claimsOf(tenant: Tenant): Promise<(role: Role) => ReturnType<typeof memberClaims>> {
    const members = new Map<Role, string>();
    for (const role of ROLES) members.set(role, (await addMember(service, tenant, role)).userId);
    return (role) => memberClaims(tenant.id, role, members.get(role));
  }

  it('shows and changes nothing of another organization', async () => {
    const [mine, theirs] = [await createOrganization(service), await createOrganization(service)];
    const things = await furnish(theirs);
    const { serviceId, environmentId } = things.params;
    const violations = await tenancyViolations(service, document, {
      ...things,
      schema: 'identity',
      orgA: mine.id,
      orgB: theirs.id,
      claims: await claimsOf(mine),
      bodies: {
        changeMemberRole: { role: 'developer' },
        inviteMember: { email: `${newId()}@example.org`, role: 'viewer' },
        leaveOrganization: { slug: 'another' },
        transferOwnership: { userId: things.params['userId'] },
        updateOrganization: { name: 'Mine' },
        createChild: { name: 'Mine' },
        updateChild: { visitorRole: 'viewer' },
        createRole: { name: 'Mine' },
        updateRole: { name: 'Taken', permissions: ['members.manage'] },
        addRolePreset: { preset: 'delivery' },
        setEnvironmentGrants: { restricted: ['deployments.create'], grants: [] },
        inviteMembers: { emails: [`${newId()}@example.org`], role: 'viewer' },
        createProject: { name: 'Mine', slug: 'shared' },
        updateProject: { name: 'Taken', archived: true },
        createApiKey: { name: 'Mine', kind: 'ingest', serviceId, environmentId },
        rotateApiKey: { overlapHours: 0 },
        createServiceAccount: { name: 'Mine', role: 'viewer' },
        updateServiceAccount: { name: 'Taken', disabled: true },
        createServiceAccountKey: { name: 'Mine', scopes: ['org.read'] },
        rotateServiceAccountKey: { overlapHours: 0 },
        deleteOrganization: { confirmSlug: theirs.slug },
      },
    });
    expect(violations).toEqual([]);
  }, 60_000);
});
