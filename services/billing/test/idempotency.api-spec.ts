import { type FurnishedService, idempotencyViolations } from '@throughline/testing';
import { document } from './document.js';
import { furnishBilling } from './furnished-billing.js';

describe('a request that is sent again with its Idempotency-Key', () => {
  let furnished: FurnishedService;
  beforeAll(async () => {
    furnished = await furnishBilling();
  });
  afterAll(() => furnished.close());

  it('gets the same answer and changes nothing', async () =>
    expect(await idempotencyViolations(furnished.service, document, furnished)).toEqual([]));
});
