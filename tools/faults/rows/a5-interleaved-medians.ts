import { randomOf } from '../random.ts';

/** Median times of two kinds of request, in milliseconds. */
export interface Medians {
  known: number;
  unknown: number;
  /** The difference as a share of the smaller one. */
  difference: number;
  /** So many of each kind were timed. */
  pairs: number;
}

type Ask = (pair: number) => Promise<void>;

export interface Asks {
  known: Ask;
  unknown: Ask;
  /** Outside of what is timed. */
  before(pair: number): unknown;
}

const MOST_ROUNDS = 4;

/**
 * Times both kinds of request in pairs, so that what else the machine does meets both alike; which one of a pair comes
 * first is drawn by the seed. While the medians differ by `limit` or more it goes on, up to four times as long: noise
 * goes away with more samples, and a difference that is real does not.
 */
export async function interleavedMedians(
  asks: Asks,
  { pairs, limit, seed }: { pairs: number; limit: number; seed: number },
): Promise<Medians> {
  const random = randomOf(seed);
  const times: Times = { known: [], unknown: [] };
  let medians = mediansOf(times);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let pair = 0; pair < pairs; pair++) await timePair(asks, times, random() < 0.5);
    medians = mediansOf(times);
    if (medians.difference < limit) return medians;
  }
  return medians;
}

type Times = Record<'known' | 'unknown', number[]>;

async function timePair(asks: Asks, times: Times, isKnownFirst: boolean): Promise<void> {
  const order = isKnownFirst ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
  const pair = times.known.length;
  await asks.before(pair);
  for (const kind of order) {
    const start = performance.now();
    await asks[kind](pair);
    times[kind].push(performance.now() - start);
  }
}

function mediansOf(times: Times): Medians {
  const [known, unknown] = [medianOf(times.known), medianOf(times.unknown)];
  const difference = Math.abs(known - unknown) / Math.min(known, unknown);
  return { known, unknown, difference, pairs: times.known.length };
}

/** 0 of none. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[sorted.length / 2 - 1] ?? 0)) / 2;
}
