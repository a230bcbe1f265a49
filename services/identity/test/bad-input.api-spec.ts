import { newId } from '@throughline/kernel';
import { inputViolations, memberClaims, operationsOf, type TestService } from '@throughline/testing';
import { requestBodies } from './bad-input-bodies.js';
import { document } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  sendAs,
  signUp,
  startIdentity,
  STEPPED_UP,
  type Tenant,
} from './identity-world.js';

const CONSOLE = new Set(
  operationsOf(document).flatMap(({ id, permission }) => (permission === 'platform_admin' ? [id] : [])),
);

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
    const admin = await signUp(service);
    const bodies = requestBodies({ tenant, userId, email, bound });
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
