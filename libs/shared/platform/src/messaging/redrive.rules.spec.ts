import { nextLookMs } from './redrive.rules.js';

describe('nextLookMs', () => {
  it.each([
    [0, 60_000],
    [1, 120_000],
    [5, 1_920_000],
    [6, 3_600_000],
    [1_000, 3_600_000],
  ])('waits after re-drive %d for %d ms', (redrive, ms) => expect(nextLookMs(redrive, 60_000)).toBe(ms));
});
