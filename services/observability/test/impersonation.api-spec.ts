import { newId } from '@throughline/kernel';
import { impersonationViolations } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedObservability, furnishObservability } from './furnished-observability.js';

jest.setTimeout(60_000);

describe('A6: impersonation', () => {
  let furnished: FurnishedObservability;
  beforeAll(async () => {
    furnished = await furnishObservability();
  });
  afterAll(() => furnished.close());

  it('is closed to the deny-list, and both names are on every other write', async () => {
    const fixture = { ...furnished, userId: newId(), writes: 3 };
    expect(await impersonationViolations(furnished.service, document, fixture)).toEqual([]);
  });
});
