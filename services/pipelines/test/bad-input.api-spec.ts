import { inputViolations } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedPipelines, furnishPipelines } from './furnished-pipelines.js';

jest.setTimeout(240_000);

describe('bad input', () => {
  let furnished: FurnishedPipelines;
  beforeAll(async () => {
    furnished = await furnishPipelines();
  });
  afterAll(() => furnished.close());

  it('is answered with a problem, and tells nothing', async () => {
    const startExecution = { ...furnished.bodies['startExecution'], commitSha: '0'.repeat(40) };
    const fixture = { ...furnished, bodies: { ...furnished.bodies, startExecution } };
    expect(await inputViolations(furnished.service, document, fixture)).toEqual([]);
  });
});
