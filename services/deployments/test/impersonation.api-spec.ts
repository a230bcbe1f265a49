import { newId } from '@throughline/kernel';
import { impersonationViolations } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

jest.setTimeout(120_000);

describe('A6: impersonation', () => {
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    furnished = await startFurnishedWorld();
  });
  afterAll(() => furnished.close());

  it('is closed to the deny-list, and both names are on every other write', async () => {
    const fixture = { ...furnished, userId: newId(), writes: 5 };
    expect(await impersonationViolations(furnished.service, document, fixture)).toEqual([]);
  });
});
