import { unauditedCommands } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedObservability, furnishObservability } from './furnished-observability.js';

const ALLOWED = { ingestLogs: 'log lines are the traffic of a key, not a command of anybody' };

describe('audit', () => {
  let furnished: FurnishedObservability;
  beforeAll(async () => {
    furnished = await furnishObservability();
  });
  afterAll(() => furnished.close());

  it('every command that is done leaves its fact', async () =>
    expect(await unauditedCommands(furnished.service, document, { ...furnished, allowed: ALLOWED })).toEqual([]));
});
