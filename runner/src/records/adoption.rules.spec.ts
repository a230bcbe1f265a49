import { adoptionOf } from './adoption.rules.js';

describe('adoption', () => {
  it.each([
    [false, false, false, 'start'],
    [true, true, false, 'follow'],
    [true, true, true, 'report'],
    [true, false, true, 'report'],
    [true, false, false, 'unknown'],
  ])('marked %s, alive %s, ended %s: %s', (isMarked, isAlive, hasEnded, expected) => {
    expect(adoptionOf({ isMarked, isAlive, hasEnded })).toBe(expected);
  });

  it('starts nothing that is marked', () => {
    const others = [true, false].flatMap((isAlive) => [true, false].map((hasEnded) => ({ isAlive, hasEnded })));
    expect(others.map((rest) => adoptionOf({ isMarked: true, ...rest }))).not.toContain('start');
  });
});
