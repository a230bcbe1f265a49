import { type FurnishedService, inputViolations } from '@throughline/testing';
import { document } from './document.js';
import { furnishBilling } from './furnished-billing.js';

jest.setTimeout(240_000);

describe('bad input', () => {
  let furnished: FurnishedService;
  beforeAll(async () => {
    furnished = await furnishBilling();
  });
  afterAll(() => furnished.close());

  it('is answered with a problem, and tells nothing', async () =>
    expect(await inputViolations(furnished.service, document, furnished)).toEqual([]));
});
