import { stopUnderLoad } from '@throughline/testing';
import { GatewayStopScene } from './stop-scene.js';

/** C14, once; `npm run test:faults -- C14` tells it to stop again and again. */
describe('a gateway that is told to stop under load', () => {
  let world: GatewayStopScene;
  beforeAll(async () => {
    world = await GatewayStopScene.start();
  }, 60_000);
  afterAll(() => world.close());

  it('ends what it has begun, answers what it has accepted, and leaves no work in its hands', async () => {
    expect((await stopUnderLoad(world.scene())).violations).toEqual([]);
  }, 90_000);
});
