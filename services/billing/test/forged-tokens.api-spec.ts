import { identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { forgedTokenViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

const LIMIT_MS = 60_000;

describe('A1: forged tokens', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  }, LIMIT_MS);
  afterAll(() => service.close());

  it('let nobody in', async () => {
    const orgId = newId();
    await service.deliver(identityOrgCreatedV1, orgId, identityOrgCreatedV1.example);
    expect(await forgedTokenViolations(service, manifest.name, document, orgId)).toEqual([]);
  });
});
