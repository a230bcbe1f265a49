import { newId } from '@throughline/kernel';
import { impersonationViolations } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedPipelines, furnishPipelines } from './furnished-pipelines.js';

jest.setTimeout(120_000);

describe('A6: impersonation', () => {
  let furnished: FurnishedPipelines;
  beforeAll(async () => {
    furnished = await furnishPipelines();
  });
  afterAll(() => furnished.close());

  it('is closed to the deny-list, and both names are on every other write', async () => {
    const fixture = { ...furnished, userId: newId(), writes: 3, reads: ['validatePipeline'] };
    expect(await impersonationViolations(furnished.service, document, fixture)).toEqual([]);
  });
});
