import { newId } from '@throughline/kernel';
import { type FurnishedService, tenancyViolations } from '@throughline/testing';
import { document } from './document.js';
import { furnishBilling } from './furnished-billing.js';

describe('T1: tenancy', () => {
  let theirs: FurnishedService;
  beforeAll(async () => {
    theirs = await furnishBilling();
  });
  afterAll(() => theirs.close());

  it('shows and changes nothing of another organization', async () => {
    const { service, schema, orgId: orgB, params, bodies } = theirs;
    const fixture = { schema, orgA: newId(), orgB, params, bodies, canaries: ['"used":1'] };
    expect(await tenancyViolations(service, document, fixture)).toEqual([]);
  });
});
