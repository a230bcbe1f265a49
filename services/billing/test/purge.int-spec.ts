import {
  identityMemberChangedV1,
  identityOrgChangedV1,
  identityOrgCreatedV1,
  pipelinesExecutionStartedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { purgeViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';

describe('purging an organization', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  async function furnish(): Promise<string> {
    const orgId = newId();
    await service.deliver(identityOrgCreatedV1, orgId, identityOrgCreatedV1.example);
    await service.deliver(identityOrgChangedV1, orgId, identityOrgChangedV1.example);
    await service.deliver(identityMemberChangedV1, orgId, identityMemberChangedV1.example);
    await service.deliver(pipelinesExecutionStartedV1, orgId, pipelinesExecutionStartedV1.example);
    return orgId;
  }

  it('leaves no row of it, and every row of another', async () => {
    const [doomed, other] = [await furnish(), await furnish()];
    const emptyTables = ['impersonation_view'];
    expect(await purgeViolations(service, { schema: 'billing', doomed, other, emptyTables })).toEqual([]);
  });
});
