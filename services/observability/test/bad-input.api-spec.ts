import { inputViolations } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedObservability, furnishObservability } from './furnished-observability.js';

jest.setTimeout(240_000);

describe('bad input', () => {
  let furnished: FurnishedObservability;
  beforeAll(async () => {
    furnished = await furnishObservability();
  });
  afterAll(() => furnished.close());

  it('is answered with a problem, and tells nothing', async () =>
    expect(await inputViolations(furnished.service, document, furnished)).toEqual([]));
});
