import { identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { impersonationViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

describe('A6: impersonation', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  }, 60_000);
  afterAll(() => service.close());

  it('is closed to the deny-list, and both names are on every other write', async () => {
    const orgId = newId();
    await service.deliver(identityOrgCreatedV1, orgId, identityOrgCreatedV1.example);
    const fixture = { orgId, userId: newId(), params: {}, bodies: {}, writes: 0 };
    expect(await impersonationViolations(service, document, fixture)).toEqual([]);
  });
});
