import { isBreached, paused, PRIORITIES, reprioritized, resumed, type SlaClock, TARGET_MS } from './sla.rules.js';

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 20, hour));
const clock: SlaClock = { dueAt: at(12), pausedAt: null, endedAt: null };

describe('the clock of a change request', () => {
  it('gives less time the higher the priority', () => {
    const times = PRIORITIES.map((priority) => TARGET_MS[priority]);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(TARGET_MS.critical).toBe(4 * 3_600_000);
  });

  it.each<[string, SlaClock, number, boolean]>([
    ['before it is due', clock, 11, false],
    ['when it is due', clock, 12, false],
    ['after it was due', clock, 13, true],
    ['decided in time, looked at later', { ...clock, endedAt: at(11) }, 20, false],
    ['decided too late', { ...clock, endedAt: at(13) }, 20, true],
    ['standing since before it was due', { ...clock, pausedAt: at(11) }, 20, false],
    ['standing since after it was due', { ...clock, pausedAt: at(13) }, 20, true],
    ['withdrawn while it stood', { ...clock, pausedAt: at(11), endedAt: at(15) }, 20, false],
  ])('%s', (_when, one, now, expected) => expect(isBreached(one, at(now))).toBe(expected));

  it('does not run while it stands', () => {
    const standing = paused(clock, at(10));
    expect(paused(standing, at(11))).toEqual(standing);
    expect(resumed(standing, at(15))).toEqual({ ...clock, dueAt: at(17) });
  });

  it('is not moved when it runs already, nor by a clock that goes back', () => {
    expect(resumed(clock, at(15))).toEqual(clock);
    expect(resumed(paused(clock, at(10)), at(9)).dueAt).toEqual(at(12));
  });

  it('keeps the time that has passed when the priority changes', () => {
    const { dueAt } = reprioritized(
      { ...clock, dueAt: new Date(at(0).getTime() + TARGET_MS.high) },
      'high',
      'critical',
    );
    expect(dueAt).toEqual(at(4));
  });
});
