import { undefinedFilterViolations } from '@throughline/testing';
import { World } from './world.js';

describe('T8: a condition that is undefined', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  it('is refused by every repository and read model', async () =>
    expect(await undefinedFilterViolations(world.service.app)).toEqual([]));
});
