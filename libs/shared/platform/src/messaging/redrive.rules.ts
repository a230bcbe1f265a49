/** How long a consumer may take at most between two attempts to give it the same event. */
const MOST_MS = 3_600_000;

/** When to look again after the n-th re-drive: twice as long each time, up to an hour. */
export function nextLookMs(redrive: number, firstMs: number): number {
  return Math.min(MOST_MS, firstMs * 2 ** Math.min(redrive, 20));
}
