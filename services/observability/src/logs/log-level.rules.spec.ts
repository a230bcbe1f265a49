import { LOG_LEVELS, levelName, levelNumber, levelOf } from './log-level.rules.js';

describe('levelOf', () => {
  it.each([
    ['trace', 'debug'],
    ['VERBOSE', 'debug'],
    ['Debug', 'debug'],
    ['notice', 'info'],
    ['Information', 'info'],
    ['warning', 'warn'],
    [' WARN ', 'warn'],
    ['err', 'error'],
    ['SEVERE', 'error'],
    ['critical', 'fatal'],
    ['emerg', 'fatal'],
    ['panic', 'fatal'],
  ])('%p is %p', (name, level) => expect(levelOf(name)).toBe(level));

  it.each(['', 'loud', 'warn!', 'constructor', '30'])('%p is no level', (name) =>
    expect(levelOf(name)).toBeUndefined(),
  );
});

it('stores the levels in order and reads them back', () => {
  expect(LOG_LEVELS.map(levelNumber)).toEqual([1, 2, 3, 4, 5]);
  expect(LOG_LEVELS.map((level) => levelName(levelNumber(level)))).toEqual([...LOG_LEVELS]);
  expect(() => levelName(6)).toThrow(RangeError);
});
