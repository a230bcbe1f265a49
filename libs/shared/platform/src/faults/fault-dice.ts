/** One pass in this many is the last. */
const ODDS = 150;

/** Decides at each pass whether it is the last, by a generator that the seed alone determines (mulberry32). */
export function faultDice(seed: number): () => boolean {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 < 1 / ODDS;
  };
}
