import { newId } from '@throughline/kernel';
import { badInputViolations, memberClaims, operationsOf, type TestService } from '@throughline/testing';
import { document } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  PASSWORD,
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
    const admin = await signUp(service);
    const bodies = {
      signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' },
      login: { email, password: PASSWORD },
      createOrganization: { name: 'Acme', slug: 'acme-works' },
      acceptInvitation: { token: 'a-token-of-nothing' },
      changeMemberRole: { role: 'developer' },
      inviteMember: { email: `${newId()}@example.org`, role: 'viewer' },
      createProject: { name: 'Shop', slug: 'shop', description: 'Sells' },
      updateProject: { name: 'Shop', description: 'Sells', archived: false },
      createApiKey: { name: 'app', kind: 'ingest', ...bound, expiresAt },
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
    const params = {
      userId,
      invitationId: await create('invitations', bodies.inviteMember),
      projectId: await create('projects', { name: 'Web' }),
      apiKeyId: await create('api-keys', bodies.createApiKey),
      organizationId: tenant.id,
      noteId: newId(),
      passkeyId: newId(),
      impersonationId: newId(),
    };
    const claims = (operationId: string) =>
      CONSOLE.has(operationId)
        ? { sub: admin.userId, name: 'Grace', session_id: newId(), ...STEPPED_UP }
        : memberClaims(tenant.id, 'owner', tenant.owner.userId);
    expect(await badInputViolations(service, document, { orgId: tenant.id, params, bodies, claims })).toEqual([]);
  });
});
