import { describe, expect, it } from 'vitest';
import { countWords, isOpenAtFirst, rowsOf, sectionsOf, sectionsWith } from './log-sections.js';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 20, 10, 0, second)).toISOString();
type Written = [stream: 'stdout' | 'stderr' | 'system', text: string];

const linesOf = (written: Written[]) =>
  written.map(([stream, text], index) => ({ line: index + 1, at: at(index), stream, text }));

const LINES = linesOf([
  ['system', 'A secret cannot be masked.'],
  ['system', '$ npm ci'],
  ['stdout', 'added 1 package'],
  ['stdout', '$ of its own'],
  ['system', '$ npm test'],
  ['stderr', 'Error: no'],
  ['system', '$ npm pack'],
]);

describe('the commands of a log', () => {
  it('reach from the line that says them to the next', () => {
    const sections = sectionsOf(LINES, 6, false);
    expect(sections).toEqual([
      { line: 2, command: 'npm ci', from: 1, to: 4, at: at(1), durationMs: 3_000, hasError: false },
      { line: 5, command: 'npm test', from: 4, to: 6, at: at(4), durationMs: 2_000, hasError: true },
      { line: 7, command: 'npm pack', from: 6, to: 7, at: at(6), durationMs: 0, hasError: false },
    ]);
    expect(sections.map(countWords)).toEqual(['2 lines', '1 line', '0 lines']);
  });

  it('are none where the log does not say them', () =>
    expect(
      sectionsOf(
        linesOf([
          ['stdout', '$ echo'],
          ['system', 'The output is longer'],
        ]),
        1,
        false,
      ),
    ).toEqual([]));

  it('last as long as they run, and never less than nothing', () => {
    expect(sectionsOf(LINES, null, true).map(({ durationMs }) => durationMs)).toEqual([3_000, 2_000, null]);
    const back = linesOf([
      ['system', '$ a'],
      ['stdout', 'x'],
    ]).map((line, index) => ({ ...line, at: at(9 - index) }));
    expect(sectionsOf(back, null, false)[0]?.durationMs).toBe(0);
  });

  it.each<[string, number | null, boolean, boolean[]]>([
    ['all while it grows', 6, true, [true, true, true]],
    ['the one with the first error, and what comes after', 6, false, [false, true, true]],
    ['the last, where there is no error', null, false, [false, false, true]],
  ])('are open at first: %s', (_what, firstErrorLine, isGrowing, expected) => {
    const sections = sectionsOf(LINES, firstErrorLine, isGrowing);
    expect(sections.map((section) => isOpenAtFirst(sections, section, isGrowing))).toEqual(expected);
  });

  it.each<[string, [number, number][], string[]]>([
    ['a line', [[3, 3]], ['npm ci']],
    ['its last line', [[4, 4]], ['npm ci']],
    ['its own line, which is in sight', [[5, 5]], []],
    ['lines of several', [[4, 6]], ['npm ci', 'npm test']],
    [
      'two places',
      [
        [3, 3],
        [6, 6],
      ],
      ['npm ci', 'npm test'],
    ],
    ['what stands before all of them', [[1, 1]], []],
    ['lines that have not come', [[90, 91]], []],
  ])('are opened for %s', (_what, ranges, expected) => {
    const asked = ranges.map(([from, to]) => ({ from, to }));
    expect(sectionsWith(sectionsOf(LINES, null, false), LINES, asked).map(({ command }) => command)).toEqual(expected);
  });

  it('leave their own line in sight when they are closed', () => {
    const sections = sectionsOf(LINES, null, false);
    expect(rowsOf(LINES.length, sections, () => true)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(rowsOf(LINES.length, sections, () => false)).toEqual([0, 1, 4, 6]);
    expect(rowsOf(LINES.length, sections, ({ line }) => line === 5)).toEqual([0, 1, 4, 5, 6]);
    expect(rowsOf(2, [], () => false)).toEqual([0, 1]);
  });
});
