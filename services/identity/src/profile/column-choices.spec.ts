import { isColumnChoices } from './column-choices.js';

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`);

describe('isColumnChoices', () => {
  it.each([
    [{}],
    [{ executions: ['status', 'branch'], 'audit-log': [] }],
    [{ a: many(30) }],
    [Object.fromEntries(many(40).map((name) => [name, []]))],
  ])('takes %j', (value) => expect(isColumnChoices(value)).toBe(true));

  it.each([
    ['no object', 'x'],
    ['null', null],
    ['a list', []],
    ['a list of no list', { a: 1 }],
    ['a column that is no text', { a: [1] }],
    ['a column twice', { a: ['b', 'b'] }],
    ['a column with a space', { a: ['b c'] }],
    ['a list by a strange name', { 'A b': [] }],
    ['too many columns', { a: many(31) }],
    ['too many lists', Object.fromEntries(many(41).map((name) => [name, []]))],
  ])('refuses %s', (_what, value) => expect(isColumnChoices(value)).toBe(false));
});
