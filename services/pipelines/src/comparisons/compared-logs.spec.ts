import { compareLogs, comparedPart, MAX_LOG_CHARACTERS, MAX_LOG_LINES, withoutTimes } from './compared-logs.js';

const rows = (left: string[], right: string[]): string[] =>
  compareLogs(left, right).map((row) => `${row.left ?? '-'}${row.isSame ? '=' : '!'}${row.right ?? '-'}`);

describe('compareLogs', () => {
  it('sets lines that are alike beside each other, and those that differ at the same place', () =>
    expect(rows(['a', 'b', 'c', 'd'], ['a', 'B', 'd', 'e'])).toEqual(['1=1', '2!2', '3!-', '4=3', '-!4']));

  it('counts lines as alike that say the same at other times, and shows both as they are', () => {
    const [left, right] = ['2026-01-01T10:00:00.123Z done in 12ms', '2026-01-02T11:30:00Z done in 9.5 s'];
    expect(compareLogs([left], [right])).toEqual([
      { isSame: true, left: 1, leftText: left, right: 1, rightText: right },
    ]);
  });

  it.each([
    [[], [], []],
    [[], ['a'], ['-!1']],
    [['a'], [], ['1!-']],
    [[''], [''], ['1=1']],
  ])('of %j and %j', (left, right, expected) => expect(rows(left, right)).toEqual(expected));

  it('shows of a line what can be read, and compares all of it', () => {
    const long = 'x'.repeat(3_000);
    const [row] = compareLogs([`${long}1`], [`${long}2`]);
    expect([row?.isSame, row?.leftText?.length]).toEqual([false, 2_001]);
  });
});

describe('withoutTimes', () => {
  it.each([
    ['[10:00:01] start', '[⏱] start'],
    ['2026-01-01 10:00:00,5 +0100 INFO', '⏱ INFO'],
    ['added 12 packages in 3s', 'added 12 packages in ⏱'],
    ['ok (1.25 ms)', 'ok (⏱)'],
    ['exit code 12', 'exit code 12'],
    ['v1.2.3 of 3 steps', 'v1.2.3 of 3 steps'],
    ['no digits', 'no digits'],
  ])('makes of %j %j', (text, expected) => expect(withoutTimes(text)).toBe(expected));
});

describe('comparedPart', () => {
  it('takes the colours of terminals away', () =>
    expect(comparedPart(['\u001b[31mred\u001b[0m'])).toEqual({ texts: ['red'], isCut: false }));

  it('says when there is more', () => {
    const lines = (count: number): string[] => Array.from({ length: count }, () => 'x');
    expect(comparedPart(lines(MAX_LOG_LINES)).isCut).toBe(false);
    expect(comparedPart(lines(MAX_LOG_LINES + 1))).toMatchObject({ isCut: true, texts: { length: MAX_LOG_LINES } });
    const half = 'x'.repeat(MAX_LOG_CHARACTERS * 0.6);
    expect(comparedPart([half, half, half])).toMatchObject({ isCut: true, texts: { length: 1 } });
  });
});
