import { type TestService, undefinedFilterViolations, undocumentedRoutes } from '@throughline/testing';
import { startIdentity } from './identity-world.js';
import { document } from './contract.js';

/** Answered without being part of the contract: probes, and what the gateway and the services alone ask. */
const UNDOCUMENTED = ['GET /internal/jwks', 'GET /livez', 'GET /readyz', 'POST /internal/exchange'];

describe('the floor under every feature', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  it('T8: every repository and read model refuses a condition that is undefined', async () =>
    expect(await undefinedFilterViolations(service.app)).toEqual([]));

  it('I1: the contract has every route', () => expect(undocumentedRoutes(service.app, document)).toEqual(UNDOCUMENTED));
});
