import { SteadyWatch } from './steady-watch.js';

describe('SteadyWatch', () => {
  let nowMs = 0;
  let watch: SteadyWatch;
  beforeEach(() => {
    nowMs = 1_000;
    watch = new SteadyWatch(30_000, 15_000, () => nowMs);
  });

  /** Looks every five seconds; resolves to what the last look was told. */
  const lookFor = (seconds: number): boolean => {
    let isSteady = watch.isSteady;
    watch.looked();
    for (let at = 5; at <= seconds; at += 5) {
      nowMs += 5_000;
      isSteady = watch.isSteady;
      watch.looked();
    }
    return isSteady;
  };

  it('has to listen after a start', () => {
    expect(lookFor(25)).toBe(false);
    expect(lookFor(5)).toBe(true);
  });

  it('has to listen anew after a pause, and not after a short one', () => {
    lookFor(40);
    nowMs += 14_000;
    expect(watch.isSteady).toBe(true);
    nowMs += 2_000;
    expect(watch.isSteady).toBe(false);
    expect(lookFor(25)).toBe(false);
    expect(lookFor(5)).toBe(true);
  });

  it('counts no look that did not work', () => {
    lookFor(40);
    for (let at = 0; at < 10; at++) {
      nowMs += 5_000;
      expect(watch.isSteady).toBe(at < 3);
    }
  });
});
