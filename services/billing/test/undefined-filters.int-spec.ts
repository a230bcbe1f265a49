import { startTestService, type TestService, undefinedFilterViolations } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';

describe('T8: a condition that is undefined', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('is refused by every repository and read model', async () =>
    expect(await undefinedFilterViolations(service.app)).toEqual([]));
});
