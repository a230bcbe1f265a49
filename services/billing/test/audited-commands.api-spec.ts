import { type FurnishedService, unauditedCommands } from '@throughline/testing';
import { document } from './document.js';
import { furnishBilling } from './furnished-billing.js';

describe('audit', () => {
  let furnished: FurnishedService;
  beforeAll(async () => {
    furnished = await furnishBilling();
  });
  afterAll(() => furnished.close());

  it('every command that is done leaves its fact', async () =>
    expect(await unauditedCommands(furnished.service, document, { ...furnished, allowed: {} })).toEqual([]));
});
