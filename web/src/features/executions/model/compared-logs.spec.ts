import { describe, expect, it } from 'vitest';
import { cutNotes, differencesIn, foldRows, type LogRow } from './compared-logs.js';

const row = (isSame: boolean): LogRow => ({ isSame, left: 1, leftText: 'a', right: 1, rightText: 'a' });
/** `=` is alike, `!` differs. */
const rows = (text: string): LogRow[] => [...text].map((sign) => row(sign === '='));
const shown = (text: string, opened: number[] = []): string =>
  foldRows(rows(text), new Set(opened))
    .map((item) =>
      item.kind === 'gap' ? `(${item.count})` : item.row.isSame ? '=' : item.startsDifference ? '!' : '.',
    )
    .join('');

describe('foldRows', () => {
  it.each([
    ['', ''],
    ['===', '(3)'],
    ['!', '!'],
    ['!!=!', '!.=!'],
    ['======!======', '(3)===!===(3)'],
    ['====!====', '====!===='],
    ['!=======!', '!=======!'],
    ['!========!', '!===(2)===!'],
  ])('of %s shows %s', (text, expected) => expect(shown(text)).toBe(expected));

  it('opens the gaps that were asked for', () => {
    expect(shown('======!======', [0])).toBe('======!===(3)');
    expect(shown('======!======', [10])).toBe('(3)===!======');
  });
});

describe('differencesIn', () => {
  it('counts places and not lines', () => expect(differencesIn(rows('!!=!==!!!'))).toBe(3));
});

describe('cutNotes', () => {
  const log = { executionId: 'x', lines: 9_000, compared: 5_000, isCut: true, isComplete: true };
  it('say of which run not all is compared, or not all is there', () =>
    expect(cutNotes({ left: log, right: { ...log, isCut: false, isComplete: false } }, { left: 1, right: 2 })).toEqual([
      'Of #1 the first 5000 of 9000 lines are compared.',
      'The step of #2 has not ended; its log may grow.',
    ]));
});
