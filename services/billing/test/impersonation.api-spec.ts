import { newId } from '@throughline/kernel';
import { type FurnishedService, impersonationViolations } from '@throughline/testing';
import { document } from './document.js';
import { furnishBilling } from './furnished-billing.js';

describe('A6: impersonation', () => {
  let furnished: FurnishedService;
  beforeAll(async () => {
    furnished = await furnishBilling();
  }, 60_000);
  afterAll(() => furnished.close());

  it('is closed to the deny-list, and both names are on every other write', async () => {
    const fixture = { ...furnished, userId: newId(), writes: 0 };
    expect(await impersonationViolations(furnished.service, document, fixture)).toEqual([]);
  });
});
