import { newId } from '@throughline/kernel';
import { inputViolations, memberClaims, operationsOf, type TestService } from '@throughline/testing';
import { document } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  PASSWORD,
  PICTURE,
  PREFERENCES,
  sendAs,
  signUp,
  startIdentity,
  STEPPED_UP,
  type Tenant,
} from './identity-world.js';

const CONSOLE = new Set(
  operationsOf(document).flatMap(({ id, permission }) => (permission === 'platform_admin' ? [id] : [])),
);
const expiresAt = '2099-01-01T00:00:00Z';

jest.setTimeout(120_000);

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
    const repository = { repositoryUrl: 'https://github.com/acme/shop.git', defaultBranch: 'main', isPrivate: true };
    const admin = await signUp(service);
    const bodies = {
      signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' },
      login: { email, password: PASSWORD },
      verifyAddress: { token: 'A'.repeat(43) },
      resendVerification: { email },
      requestPasswordReset: { email },
      confirmPasswordReset: { token: 'A'.repeat(43), password: PASSWORD },
      confirmAddress: { token: 'A'.repeat(43) },
      changePassword: { currentPassword: PASSWORD, newPassword: 'another sentence to keep' },
      changeAddress: { email: `${newId()}@example.org`, currentPassword: PASSWORD },
      updateProfile: {
        fullName: 'Ada',
        company: 'Acme',
        phone: '+49 30 1',
        timeZone: 'UTC',
        onboardingCompleted: true,
      },
      putPreferences: { ...PREFERENCES, columns: { executions: ['status'] } },
      putAvatar: { image: PICTURE },
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
      createProject: { name: 'Shop', slug: 'shop', description: 'Sells', ...repository },
      updateProject: { name: 'Shop', description: 'Sells', archived: false, ...repository },
      createApiKey: { name: 'app', description: 'ships logs', kind: 'ingest', ...bound, expiresAt },
      rotateApiKey: { overlapHours: 24, expiresAt },
      createPersonalKey: {
        name: 'laptop',
        description: 'mine',
        scopes: ['org.read'],
        organizationId: tenant.id,
        expiresAt,
      },
      rotatePersonalKey: { overlapHours: 24, expiresAt },
      createServiceAccount: { name: 'deployer', description: 'Deploys', role: 'operator' },
      updateServiceAccount: { name: 'deployer 2', description: 'Deploys', role: 'operator', disabled: false },
      createServiceAccountKey: { name: 'deploy', description: 'CI', scopes: ['org.read'], expiresAt },
      rotateServiceAccountKey: { overlapHours: 24, expiresAt },
      grantPlatformAdmin: { email },
      beginAdminSession: { password: PASSWORD },
      completeAdminSession: { challengeId: newId(), response: {} },
      beginPasskey: { password: PASSWORD },
      registerPasskey: { challengeId: newId(), response: {}, name: 'blue key' },
      suspendTenant: { reason: 'Has not paid' },
      scheduleTenantDeletion: { reason: 'Asked for by mail' },
      deleteOrganization: { confirmSlug: tenant.slug, reason: 'We are done' },
      writeTenantNote: { text: 'A note' },
      editTenantNote: { text: 'A better note' },
      startImpersonation: { userId, orgId: tenant.id, reason: 'They asked for help' },
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
      sessionId: newId(),
      serviceAccountId: await create('service-accounts', { name: 'ci', role: 'developer' }),
      organizationId: tenant.id,
      noteId: newId(),
      passkeyId: newId(),
      impersonationId: newId(),
    };
    const changer = await addMember(service, tenant, 'viewer');
    const claims = (operationId: string) =>
      CONSOLE.has(operationId)
        ? { sub: admin.userId, name: 'Grace', session_id: newId(), ...STEPPED_UP }
        : memberClaims(tenant.id, 'owner', operationId === 'changePassword' ? changer.userId : tenant.owner.userId);
    expect(await inputViolations(service, document, { orgId: tenant.id, params, bodies, claims })).toEqual([]);
  });
});
