import { steadyRate } from './pickup-capacity.ts';

describe('what a worker can do while jobs come', () => {
  it('is counted from when a third of them was done', () => {
    const slowBeginning = [
      { at: 0, done: 0 },
      { at: 1_000, done: 100 },
      { at: 1_100, done: 3_000 },
      { at: 2_100, done: 9_000 },
    ];
    expect(steadyRate(slowBeginning)).toBe(6_000);
  });

  it('is no rate when nothing was counted twice', () => {
    expect(() => steadyRate([{ at: 5, done: 10 }])).toThrow('too few');
    expect(() => steadyRate([])).toThrow('too few');
  });
});
