import {
  startTestService,
  type TestService,
  undefinedFilterViolations,
  undocumentedRoutes,
} from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { document } from './document.js';

/** Answered without being part of the contract: the probes. */
const UNDOCUMENTED = ['GET /livez', 'GET /readyz'];

describe('the floor under every feature', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('T8: every repository and read model refuses a condition that is undefined', async () =>
    expect(await undefinedFilterViolations(service.app)).toEqual([]));

  it('I1: the contract has every route', () => expect(undocumentedRoutes(service.app, document)).toEqual(UNDOCUMENTED));
});
