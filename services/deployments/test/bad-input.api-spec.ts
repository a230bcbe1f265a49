import { inputViolations } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

jest.setTimeout(240_000);

describe('bad input', () => {
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    furnished = await startFurnishedWorld();
  });
  afterAll(() => furnished.close());

  it('is answered with a problem, and tells nothing', async () =>
    expect(await inputViolations(furnished.service, document, furnished)).toEqual([]));
});
