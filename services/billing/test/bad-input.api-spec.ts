import { newId } from '@throughline/kernel';
import { inputViolations, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

jest.setTimeout(120_000);

describe('bad input', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('is answered with a problem, and tells nothing', async () => {
    expect(await inputViolations(service, document, { orgId: newId(), params: {}, bodies: {} })).toEqual([]);
  });
});
