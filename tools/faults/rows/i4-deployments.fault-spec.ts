import type { FurnishedService } from '@throughline/testing';
import { document as deploymentsDocument } from '../../../services/deployments/test/document.js';
import { startFurnishedWorld } from '../../../services/deployments/test/furnished-world.js';
import { judgeInjections } from './i4-judgement.ts';
import { startWatch, type Watch } from './i4-watch.ts';

jest.setTimeout(10 * 60_000);

describe('I4: injected strings', () => {
  let watch: Watch;
  let furnished: FurnishedService;
  beforeAll(async () => {
    watch = startWatch();
    furnished = await startFurnishedWorld();
  });
  afterAll(async () => {
    await furnished.close();
    watch.end();
  });

  it('are strings to deployments', async () => {
    await judgeInjections({ furnished, document: deploymentsDocument, watch });
  });
});
