import { randomOf } from '../../tools/faults/random.ts';

/** Times of arrivals that come independently of each other, in milliseconds from the beginning; the same for a seed. */
export function arrivals(perSecond: number, durationMs: number, seed: number): number[] {
  const random = randomOf(seed);
  const times: number[] = [];
  for (let at = 0; ;) {
    at += (-Math.log(1 - random()) * 1_000) / perSecond;
    if (at >= durationMs) return times;
    times.push(at);
  }
}

/**
 * Calls `arrive` at the times, with how many have come since the last call: what cannot be kept up with comes late and
 * together, and its wait counts from when it should have come.
 */
export async function atTimes(times: readonly number[], arrive: (due: readonly number[]) => void): Promise<number> {
  const began = performance.now();
  for (let next = 0; next < times.length;) {
    const now = performance.now() - began;
    let end = next;
    while (end < times.length && (times[end] ?? 0) <= now) end += 1;
    if (end > next) arrive(times.slice(next, end).map((at) => began + at));
    next = end;
    await new Promise((tick) => setTimeout(tick, 1));
  }
  return began;
}
