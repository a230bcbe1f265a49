import { newId } from '@throughline/kernel';
import { badInputViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

describe('bad input', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('is answered with a problem, and tells nothing', async () => {
    expect(await badInputViolations(service, document, { orgId: newId(), params: {}, bodies: {} })).toEqual([]);
  });
});
