import type { FurnishedService, OpenApiDocument } from '@throughline/testing';
import { judge } from './s1-judgement.ts';
import { scannedOf } from './s1-scanned.ts';
import { startSurroundings, type Surroundings } from './s1-surroundings.ts';

interface Subject {
  document: OpenApiDocument;
  furnish(): Promise<FurnishedService>;
}

const LIMIT_MS = 180_000;

/** The test that nothing of what a service is given leaks, where its document and its furniture are all there is to know. */
export function describeLeaks(name: string, { document, furnish }: Subject): void {
  describe('S1: secret leak scan', () => {
    let surroundings: Surroundings;
    let furnished: FurnishedService;
    beforeAll(async () => {
      surroundings = await startSurroundings();
      furnished = await furnish();
    }, LIMIT_MS);
    afterAll(async () => {
      await furnished.close();
      await surroundings.close();
    }, LIMIT_MS);

    it(
      `finds none of what ${name} is given`,
      async () => {
        const { secrets, scanned } = await scannedOf(furnished, document, surroundings);
        await judge(name, secrets, scanned);
      },
      LIMIT_MS,
    );
  });
}
