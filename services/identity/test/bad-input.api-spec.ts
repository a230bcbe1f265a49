import { inputViolations } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedIdentity, furnishIdentity } from './furnished-identity.js';

jest.setTimeout(240_000);

describe('bad input', () => {
  let furnished: FurnishedIdentity;
  beforeAll(async () => {
    furnished = await furnishIdentity();
  });
  afterAll(() => furnished.close());

  it('is answered with a problem, and tells nothing', async () => {
    const fixture = { ...furnished, bodies: furnished.wholeBodies };
    expect(await inputViolations(furnished.service, document, fixture)).toEqual([]);
  });
});
