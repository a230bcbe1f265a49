import { newId } from '@throughline/kernel';
import { idempotencyViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

describe('a request that is sent again with its Idempotency-Key', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('gets the same answer and changes nothing', async () => {
    const fixture = { schema: 'billing', orgId: newId(), params: {}, bodies: {} };
    expect(await idempotencyViolations(service, document, fixture)).toEqual([]);
  });
});
