import type { FurnishedService } from '@throughline/testing';
import { document as observabilityDocument } from '../../../services/observability/test/contract.js';
import { furnishObservability } from '../../../services/observability/test/furnished-observability.js';
import { judgeInjections } from './i4-judgement.ts';
import { startWatch, type Watch } from './i4-watch.ts';

jest.setTimeout(10 * 60_000);

describe('I4: injected strings', () => {
  let watch: Watch;
  let furnished: FurnishedService;
  beforeAll(async () => {
    watch = startWatch();
    furnished = await furnishObservability();
  });
  afterAll(async () => {
    await furnished.close();
    watch.end();
  });

  it('are strings to observability', async () => {
    await judgeInjections({ furnished, document: observabilityDocument, watch });
  });
});
