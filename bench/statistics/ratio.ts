import { randomFrom } from './random.ts';
import { median, quantile } from './summary.ts';

export interface Interval {
  value: number;
  /** Ends of the 95 % bootstrap interval. */
  lo: number;
  hi: number;
}

const RESAMPLES = 2_000;

/**
 * Median of ours over median of the anchor's. Round n of both ran side by side, so the bootstrap draws whole rounds:
 * what disturbed both stays with both. Throws unless both have the same number of rounds, at least one.
 */
export function ratioOfMedians(ours: readonly number[], anchor: readonly number[], seed = 1): Interval {
  if (ours.length === 0 || ours.length !== anchor.length) throw new Error('a ratio needs rounds in pairs');
  const random = randomFrom(seed);
  const draws = Array.from({ length: RESAMPLES }, () => {
    const rounds = ours.map(() => Math.floor(random() * ours.length));
    return median(pick(ours, rounds)) / median(pick(anchor, rounds));
  });
  return { value: median(ours) / median(anchor), lo: quantile(draws, 0.025), hi: quantile(draws, 0.975) };
}

function pick(values: readonly number[], places: readonly number[]): number[] {
  return places.map((place) => values[place] ?? Number.NaN);
}
