import { identityMemberChangedV1, identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { startTestService, tenancyViolations, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

describe('T1: tenancy', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('shows and changes nothing of another organization', async () => {
    const [orgA, orgB] = [newId(), newId()];
    const person = {
      userId: newId(),
      email: 'b@example.org',
      fullName: 'Bob',
      role: 'owner' as const,
      roleKey: 'owner',
      permissions: [],
    };
    await service.deliver(identityOrgCreatedV1, orgB, {
      slug: 'b',
      name: 'B',
      ownerUserId: person.userId,
      parentOrgId: null,
    });
    await service.deliver(identityMemberChangedV1, orgB, person);
    const fixture = { schema: 'billing', orgA, orgB, params: {}, bodies: {}, canaries: ['"used":1'] };
    expect(await tenancyViolations(service, document, fixture)).toEqual([]);
  });
});
