import { stopUnderLoad } from '@throughline/testing';
import { ObservabilityStopScene } from './stop-scene.js';

/** C14, once; `npm run test:faults -- C14` tells it to stop again and again. */
describe('observability that is told to stop under load', () => {
  let world: ObservabilityStopScene;
  beforeAll(async () => {
    world = await ObservabilityStopScene.start();
  }, 60_000);
  afterAll(() => world.service.close());

  it('ends what it has begun, answers what it has accepted, and leaves no work in its hands', async () => {
    expect((await stopUnderLoad(await world.scene())).violations).toEqual([]);
  }, 90_000);
});
