import { idempotencyViolations } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedObservability, furnishObservability } from './furnished-observability.js';

describe('a request that is sent again with its Idempotency-Key', () => {
  let furnished: FurnishedObservability;
  beforeAll(async () => {
    furnished = await furnishObservability();
  });
  afterAll(() => furnished.close());

  it('gets the same answer and changes nothing', async () =>
    expect(await idempotencyViolations(furnished.service, document, furnished)).toEqual([]));
});
