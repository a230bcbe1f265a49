import { stopUnderLoad } from '@throughline/testing';
import { DeploymentsStopScene } from './stop-scene.js';

/** C14, once; `npm run test:faults -- C14` tells it to stop again and again. */
describe('deployments that is told to stop under load', () => {
  let world: DeploymentsStopScene;
  beforeAll(async () => {
    world = await DeploymentsStopScene.start();
  }, 60_000);
  afterAll(() => world.service.close());

  it('ends what it has begun, answers what it has accepted, and leaves no work in its hands', async () => {
    expect((await stopUnderLoad(await world.scene())).violations).toEqual([]);
  }, 90_000);
});
