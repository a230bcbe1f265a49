import { admitAttempt, lockSeconds } from './lockout.js';

const now = new Date('2026-11-20T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);

describe('lockSeconds', () => {
  it.each([
    [1, 0],
    [9, 0],
    [10, 1],
    [11, 2],
    [14, 16],
    [19, 512],
    [20, 900],
    [10_000, 900],
  ])('after %i failures locks for %i s', (failures, seconds) => expect(lockSeconds(failures)).toBe(seconds));
});

describe('admitAttempt', () => {
  it('counts an admitted try as a failure', () =>
    expect(admitAttempt({ failures: 3, lockedUntil: null, lastAttemptAt: ago(5) }, now)).toEqual({
      admitted: true,
      failures: 4,
      lockedUntil: null,
    }));
  it('locks from the tenth', () =>
    expect(admitAttempt({ failures: 10, lockedUntil: ago(1), lastAttemptAt: ago(1_000) }, now)).toEqual({
      admitted: true,
      failures: 11,
      lockedUntil: new Date('2026-11-20T12:00:02Z'),
    }));
  it('admits nobody while locked', () =>
    expect(admitAttempt({ failures: 12, lockedUntil: ago(-1), lastAttemptAt: ago(9) }, now)).toEqual({
      admitted: false,
    }));
  it('forgets a series after a day', () =>
    expect(admitAttempt({ failures: 30, lockedUntil: ago(1), lastAttemptAt: ago(86_400_001) }, now)).toMatchObject({
      failures: 1,
      lockedUntil: null,
    }));
});
