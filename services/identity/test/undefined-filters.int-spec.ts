import { type TestService, undefinedFilterViolations } from '@throughline/testing';
import { startIdentity } from './identity-world.js';

describe('T8: a condition that is undefined', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  it('is refused by every repository and read model', async () =>
    expect(await undefinedFilterViolations(service.app)).toEqual([]));
});
