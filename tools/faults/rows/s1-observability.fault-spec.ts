import type { FurnishedService } from '@throughline/testing';
import { document as observabilityDocument } from '../../../services/observability/test/contract.js';
import { furnishObservability } from '../../../services/observability/test/furnished-observability.js';
import { judge } from './s1-judgement.ts';
import { scannedOf } from './s1-scanned.ts';
import { startSurroundings, type Surroundings } from './s1-surroundings.ts';

jest.setTimeout(180_000);

describe('S1: secret leak scan', () => {
  let surroundings: Surroundings;
  let furnished: FurnishedService;
  beforeAll(async () => {
    surroundings = await startSurroundings();
    furnished = await furnishObservability();
  });
  afterAll(async () => {
    await furnished.close();
    await surroundings.close();
  });

  it('finds none of what observability is given', async () => {
    const { secrets, scanned } = await scannedOf(furnished, observabilityDocument, surroundings);
    await judge('observability', secrets, scanned);
  });
});
