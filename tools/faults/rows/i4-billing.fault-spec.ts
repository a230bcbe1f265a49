import type { FurnishedService } from '@throughline/testing';
import { document as billingDocument } from '../../../services/billing/test/document.js';
import { furnishBilling } from '../../../services/billing/test/furnished-billing.js';
import { judgeInjections } from './i4-judgement.ts';
import { startWatch, type Watch } from './i4-watch.ts';

jest.setTimeout(10 * 60_000);

describe('I4: injected strings', () => {
  let watch: Watch;
  let furnished: FurnishedService;
  beforeAll(async () => {
    watch = startWatch();
    furnished = await furnishBilling();
  });
  afterAll(async () => {
    await furnished.close();
    watch.end();
  });

  it('are strings to billing', async () => {
    await judgeInjections({ furnished, document: billingDocument, watch });
  });
});
