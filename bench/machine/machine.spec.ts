import { parseMachineTime } from './cpu-time.ts';
import { disturbanceOf, isNoisy } from './disturbance.ts';

const at = (totalMs: number, busyMs: number, stealMs: number) => ({ totalMs, busyMs, stealMs });

describe('the machine beside a round', () => {
  it('reads user, nice, system, irq and softirq as busy', () => {
    expect(parseMachineTime('cpu  10 1 5 70 4 2 3 5 0 0\ncpu0 1 1 1 1\n')).toEqual(at(1_000, 210, 50));
  });

  it('takes what our own processes did for ours, and never less than nothing for foreign', () => {
    const observed = { load: 0.1, before: at(0, 0, 0), after: at(2_000, 900, 20) };
    expect(disturbanceOf({ ...observed, ownMs: 800 })).toEqual({ load: 0.1, steal: 0.01, foreign: 0.05 });
    expect(disturbanceOf({ ...observed, ownMs: 950 }).foreign).toBe(0);
  });

  it.each([
    [{ load: 0.4, steal: 0.01, foreign: 0.02 }, true, false],
    [{ load: 0.9, steal: 0, foreign: 0 }, true, true],
    [{ load: 0.9, steal: 0, foreign: 0 }, false, false], // the load of our own rounds before
    [{ load: 0, steal: 0.03, foreign: 0 }, false, true],
    [{ load: 0, steal: 0, foreign: 0.2 }, false, true],
  ])('%j, first %s: noisy %s', (disturbance, first, noisy) => {
    expect(isNoisy(disturbance, first)).toBe(noisy);
  });
});
