import { identityMemberChangedV1, identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { type FurnishedService, memberClaims, startTestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';

/** An organization with its owner and the plan that it has from the start. */
export async function furnishBilling(): Promise<FurnishedService> {
  const service = await startTestService(AppModule, manifest);
  const orgId = newId();
  const person = {
    userId: newId(),
    email: 'b@example.org',
    fullName: 'Bob',
    role: 'owner' as const,
    roleKey: 'owner',
    permissions: [],
  };
  const org = { slug: 'b', name: 'B', ownerUserId: person.userId, parentOrgId: null };
  await service.deliver(identityOrgCreatedV1, orgId, org);
  await service.deliver(identityMemberChangedV1, orgId, person);
  return {
    service,
    schema: 'billing',
    orgId,
    params: {},
    bodies: {},
    claims: () => memberClaims(orgId, 'owner', person.userId),
    close: () => service.close(),
  };
}
