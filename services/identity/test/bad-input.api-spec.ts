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
    const repository = { repositoryUrl: 'https://github.com/acme/shop.git', defaultBranch: 'main', isPrivate: true };
    const bodies = {
      signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' },
      login: { email, password: PASSWORD },
      createOrganization: { name: 'Acme', slug: 'acme-works' },
      acceptInvitation: { token: 'a-token-of-nothing' },
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
    };
    const params = {
      userId,
      invitationId: await create('invitations', bodies.inviteMember),
      projectId: await create('projects', { name: 'Web' }),
      apiKeyId: await create('api-keys', bodies.createApiKey),
      serviceAccountId: await create('service-accounts', { name: 'ci', role: 'developer' }),
    };
    const claims = () => memberClaims(tenant.id, 'owner', tenant.owner.userId);
    expect(await badInputViolations(service, document, { orgId: tenant.id, params, bodies, claims })).toEqual([]);
  });
});
