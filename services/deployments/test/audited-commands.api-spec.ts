import { unauditedCommands } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedWorld, startFurnishedWorld } from './furnished-world.js';

// Both are made, with their fact, where createDeployment's are: deployment-requests.ts.
const ALLOWED = {
  rollBackDeployment: 'nothing to go back to: no worker runs here, so no earlier release ever stood',
  promote: 'the line is stopped by the incident that this world has',
};

jest.setTimeout(120_000);

describe('audit', () => {
  let furnished: FurnishedWorld;
  beforeAll(async () => {
    furnished = await startFurnishedWorld();
  });
  afterAll(() => furnished.close());

  it('every command that is done leaves its fact', async () =>
    expect(await unauditedCommands(furnished.service, document, { ...furnished, allowed: ALLOWED })).toEqual([]));
});
