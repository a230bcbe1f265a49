import { newId } from '@throughline/kernel';
import { badInputViolations, memberClaims, type TestService } from '@throughline/testing';
import { document } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  PASSWORD,
  sendAs,
  startIdentity,
  type Tenant,
} from './identity-world.js';

const expiresAt = '2099-01-01T00:00:00Z';

describe('bad input', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const create = async (rest: string, body: object): Promise<string> => {
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    return (await sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/${rest}`, body })).body.id;
  };

  it('is answered with a problem, and tells nothing', async () => {
    const { userId, email } = await addMember(service, tenant, 'viewer');
    const bound = await announceCatalog(service, tenant.id);
    const bodies = {
      signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' },
      login: { email, password: PASSWORD },
      createOrganization: { name: 'Acme', slug: 'acme-works' },
      acceptInvitation: { token: 'a-token-of-nothing' },
      previewInvitation: { token: 'a-token-of-nothing' },
      declineInvitation: { token: 'a-token-of-nothing' },
      leaveOrganization: { slug: tenant.slug },
      transferOwnership: { userId, ownRole: 'owner' },
      updateOrganization: { name: 'Acme', slug: tenant.slug },
      createChild: { name: 'Shop', slug: 'acme-shop', visitorRole: 'viewer' },
      updateChild: { visitorRole: 'viewer' },
      createRole: { name: 'Releaser', description: 'Ships', copyOf: 'viewer', basedOn: 'viewer', permissions: [] },
      updateRole: { name: 'Tried', description: 'Tries', permissions: ['logs.read'] },
      addRolePreset: { preset: 'delivery' },
      setEnvironmentGrants: {
        restricted: ['deployments.create'],
        grants: [{ role: 'admin', allow: ['deployments.create'], deny: ['approvals.vote'] }],
      },
      inviteMembers: { emails: [`${newId()}@example.org`], role: 'viewer' },
      changeMemberRole: { role: 'developer' },
      inviteMember: { email: `${newId()}@example.org`, role: 'viewer' },
      createProject: { name: 'Shop', slug: 'shop', description: 'Sells' },
      updateProject: { name: 'Shop', description: 'Sells', archived: false },
      createApiKey: { name: 'app', kind: 'ingest', ...bound, expiresAt },
    };
    await create('roles', { name: 'Trial' });
    const params = {
      roleKey: 'trial',
      childId: await create('children', { name: 'Child' }),
      environmentId: bound.environmentId,
      userId,
      invitationId: await create('invitations', bodies.inviteMember),
      projectId: await create('projects', { name: 'Web' }),
      apiKeyId: await create('api-keys', bodies.createApiKey),
    };
    const claims = () => memberClaims(tenant.id, 'owner', tenant.owner.userId);
    expect(await badInputViolations(service, document, { orgId: tenant.id, params, bodies, claims })).toEqual([]);
  }, 60_000);
});
