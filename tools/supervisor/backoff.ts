const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** One that ran this long was well: the next failure counts as the first. */
const HEALTHY_MS = 60_000;

/** Failures in a row, given how long the process ran before this one. */
export function failuresAfter(failures: number, ranMs: number): number {
  return ranMs >= HEALTHY_MS ? 1 : failures + 1;
}

/** How long to wait before starting again: 1 s, 2 s, 4 s … 30 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
}
