import { newId } from '@throughline/kernel';
import { idempotencyViolations, memberClaims, type TestService } from '@throughline/testing';
import { document } from './contract.js';
import {
  announceCatalog,
  createOrganization,
  PASSWORD,
  sendAs,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

describe('a request that is sent again with its Idempotency-Key', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  it('gets the same answer and changes nothing', async () => {
    const guest = await signUp(service);
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const path = `/api/v1/orgs/${tenant.id}/invitations`;
    const invited = await sendAs(service, who, { method: 'post', path, body: { email: guest.email, role: 'viewer' } });
    const bound = await announceCatalog(service, tenant.id);
    const violations = await idempotencyViolations(service, document, {
      schema: 'identity',
      orgId: tenant.id,
      params: {},
      bodies: {
        signUp: { email: `${newId()}@example.org`, password: PASSWORD, fullName: 'Ada Lovelace' },
        createOrganization: { name: 'Acme', slug: 'acme-works' },
        acceptInvitation: { token: invited.body.token },
        inviteMember: { email: `${newId()}@example.org`, role: 'viewer' },
        createProject: { name: 'Shop', slug: 'shop', description: 'Sells' },
        createApiKey: { name: 'app', kind: 'ingest', ...bound },
      },
      claims: (operation) =>
        operation === 'acceptInvitation'
          ? { sub: guest.userId, name: guest.email }
          : memberClaims(tenant.id, 'owner', tenant.owner.userId),
      fresh: { signUp: ['accessToken', 'expiresAt'] },
    });
    expect(violations).toEqual([]);
  });
});
