import type { FurnishedService, OpenApiDocument } from '@throughline/testing';
import { judgeInjections } from './i4-judgement.ts';
import { startWatch, type Watch } from './i4-watch.ts';

interface Subject {
  document: OpenApiDocument;
  /** Starts the service; the watch runs already. */
  furnish(): Promise<FurnishedService>;
  /** Which processes it may start; none by default. */
  isOrdinary?: (argv: readonly string[]) => boolean;
}

/** At most; profile full on a busy machine comes near to it. */
const LIMIT_MS = 20 * 60_000;

/** The test that injected strings are strings to a service: it runs under the watch, and every operation is tried. */
export function describeInjections(name: string, { document, furnish, isOrdinary }: Subject): void {
  describe('I4: injected strings', () => {
    let watch: Watch;
    let furnished: FurnishedService;
    beforeAll(async () => {
      watch = startWatch();
      furnished = await furnish();
    }, LIMIT_MS);
    afterAll(async () => {
      await furnished.close();
      watch.end();
    });

    it(
      `are strings to ${name}`,
      () => judgeInjections({ furnished, document, watch, ...(isOrdinary && { isOrdinary }) }),
      LIMIT_MS,
    );
  });
}
