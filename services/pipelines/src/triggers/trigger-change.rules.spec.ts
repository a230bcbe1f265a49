import { onlyStops, powerOf } from './trigger-change.rules.js';

describe('a change of a trigger', () => {
  const [on, off] = [
    { isEnabled: true, pausedReason: null },
    { isEnabled: false, pausedReason: null },
  ];
  const stopped = { isEnabled: false, pausedReason: 'Ada is not a member any more.' };
  it.each([
    [on, undefined, on],
    [on, true, on],
    [on, false, off],
    [off, undefined, off],
    [off, true, on],
    [stopped, undefined, stopped],
    [stopped, false, stopped],
    [stopped, true, on],
  ])('of %j with the wish %s is %j', (before, wish, after) => expect(powerOf(before, wish)).toEqual(after));

  it.each([
    [{ enabled: false }, true],
    [{ enabled: false, name: undefined }, true],
    [{ enabled: true }, false],
    [{ enabled: false, name: 'x' }, false],
    [{ enabled: false, branch: null }, false],
    [{}, false],
  ])('that is %j only stops: %s', (change, is) => expect(onlyStops({ basedOn: 1, ...change })).toBe(is));
});
