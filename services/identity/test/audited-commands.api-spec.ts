import { auditFacts, memberClaims, type TestService, unauditedCommands } from '@throughline/testing';
import { newId } from '@throughline/kernel';
import { document } from './contract.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  PASSWORD,
  sendAs,
  sendAsPerson,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

interface Known {
  key: object;
  bound: object;
  email: string;
  token: string;
}

/** A body that succeeds, for each command that takes one. */
const bodiesOf = ({ key, bound, email, token }: Known): Record<string, object> => ({
  signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' },
  login: { email, password: PASSWORD },
  createOrganization: { name: 'Acme' },
  acceptInvitation: { token },
  changeMemberRole: { role: 'developer' },
  inviteMember: { email: `${newId()}@example.org`, role: 'viewer' },
  createProject: { name: 'Shop' },
  updateProject: { name: 'Shop 2' },
  createApiKey: { name: 'app', kind: 'ingest', ...bound },
  rotateApiKey: { overlapHours: 1 },
  createPersonalKey: key,
  rotatePersonalKey: { overlapHours: 1 },
  createServiceAccount: { name: 'deployer', role: 'operator' },
  updateServiceAccount: { role: 'operator' },
  createServiceAccountKey: key,
  rotateServiceAccountKey: { overlapHours: 1 },
});

describe('audit', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const make = async (rest: string, body: object): Promise<{ id: string; token: string }> => {
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    return (await sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/${rest}`, body })).body;
  };
  /** Facts of organizations, and of accounts, which belong to none. */
  const countFacts = async (): Promise<number> => {
    const rows = await service.db.query<{ events: number }>(
      'SELECT count(*)::int AS events FROM identity.account_event',
    );
    return (rows[0]?.events ?? 0) + (await auditFacts(service, 'identity'));
  };

  it('every command that is done leaves its fact', async () => {
    const { userId, email } = await addMember(service, tenant, 'viewer');
    const guest = await signUp(service);
    const bound = await announceCatalog(service, tenant.id);
    const key = { name: 'app', scopes: ['org.read'] };
    const { token } = await make('invitations', { email: guest.email, role: 'viewer' });
    const account = (await make('service-accounts', { name: 'ci', role: 'developer' })).id;
    const own = { method: 'post' as const, path: '/api/v1/me/api-keys', body: key };
    const personal = { apiKeyId: (await sendAsPerson(service, tenant.owner, own)).body.id as string };
    const robot = { apiKeyId: (await make(`service-accounts/${account}/keys`, key)).id, serviceAccountId: account };
    const spare = { serviceAccountId: (await make('service-accounts', { name: 'old', role: 'viewer' })).id };
    const { id: invitationId } = await make('invitations', { email: 'other@example.org', role: 'viewer' });
    const violations = await unauditedCommands(service, document, {
      schema: 'identity',
      orgId: tenant.id,
      params: {
        userId,
        invitationId,
        projectId: (await make('projects', { name: 'Web' })).id,
        apiKeyId: (await make('api-keys', { name: 'app', kind: 'ingest', ...bound })).id,
        serviceAccountId: account,
      },
      paramsOf: {
        rotatePersonalKey: personal,
        revokePersonalKey: personal,
        rotateServiceAccountKey: robot,
        revokeServiceAccountKey: robot,
        removeServiceAccount: spare,
      },
      bodies: bodiesOf({ key, bound, email, token }),
      claims: (operation) =>
        operation === 'acceptInvitation'
          ? { sub: guest.userId, name: guest.email }
          : memberClaims(tenant.id, 'owner', tenant.owner.userId),
      countFacts,
      allowed: {
        refreshSession: 'goes on with a session that has its fact; several a minute say nothing',
        logout: 'needs the cookie that a browser holds; ends nothing but that browser’s own session',
      },
    });
    expect(violations).toEqual([]);
  });
});
