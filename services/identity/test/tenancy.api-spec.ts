import { auditRecordedV1, billingEntitlementsChangedV1, type Role, ROLES } from '@throughline/contracts';
import { memberClaims, tenancyViolations } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedIdentity, furnishIdentity } from './furnished-identity.js';
import { addMember, createOrganization, type Person, type Tenant } from './identity-world.js';

jest.setTimeout(60_000);

describe('T1: tenancy', () => {
  let theirs: FurnishedIdentity;
  let member: Person;
  beforeAll(async () => {
    theirs = await furnishIdentity();
    const { service, orgId, tenant } = theirs;
    member = await addMember(service, tenant, 'viewer');
    await service.deliver(billingEntitlementsChangedV1, orgId, billingEntitlementsChangedV1.example);
    await service.deliver(auditRecordedV1, orgId, { ...auditRecordedV1.example, resourceName: 'Their entry' });
  });
  afterAll(() => theirs.close());

  async function claimsOf(tenant: Tenant): Promise<(role: Role) => ReturnType<typeof memberClaims>> {
    const members = new Map<Role, string>();
    for (const role of ROLES) members.set(role, (await addMember(theirs.service, tenant, role)).userId);
    return (role) => memberClaims(tenant.id, role, members.get(role));
  }

  it('shows and changes nothing of another organization', async () => {
    const { service, schema, tenant, params, bodies } = theirs;
    const mine = await createOrganization(service);
    const violations = await tenancyViolations(service, document, {
      schema,
      orgA: mine.id,
      orgB: tenant.id,
      params: { ...params, userId: member.userId },
      claims: await claimsOf(mine),
      bodies: {
        ...bodies,
        transferOwnership: { userId: member.userId },
        createProject: { name: 'Mine', slug: 'shared' },
        createApiKey: { ...bodies['createApiKey'], name: 'Mine' },
        createServiceAccountKey: { ...bodies['createServiceAccountKey'], name: 'Mine' },
      },
      canaries: ['Their ', tenant.slug, tenant.owner.email, member.email],
    });
    expect(violations).toEqual([]);
  });
});
