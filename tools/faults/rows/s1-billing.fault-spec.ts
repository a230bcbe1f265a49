import type { FurnishedService } from '@throughline/testing';
import { document as billingDocument } from '../../../services/billing/test/document.js';
import { furnishBilling } from '../../../services/billing/test/furnished-billing.js';
import { judge } from './s1-judgement.ts';
import { scannedOf } from './s1-scanned.ts';
import { startSurroundings, type Surroundings } from './s1-surroundings.ts';

jest.setTimeout(180_000);

describe('S1: secret leak scan', () => {
  let surroundings: Surroundings;
  let furnished: FurnishedService;
  beforeAll(async () => {
    surroundings = await startSurroundings();
    furnished = await furnishBilling();
  });
  afterAll(async () => {
    await furnished.close();
    await surroundings.close();
  });

  it('finds none of what billing is given', async () => {
    const { secrets, scanned } = await scannedOf(furnished, billingDocument, surroundings);
    await judge('billing', secrets, scanned);
  });
});
