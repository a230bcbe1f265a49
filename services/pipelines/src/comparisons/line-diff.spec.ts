import { array, assert, constantFrom, property } from 'fast-check';
import { diffLines, nearChanges } from './line-diff.js';

const short = (left: string, right: string): string[] =>
  diffLines(left, right).map(({ side, text, left: a, right: b }) => `${a ?? '-'} ${b ?? '-'} ${side} ${text}`);

describe('diffLines', () => {
  it('numbers the lines of both sides', () => {
    expect(short('a\nb\nc', 'a\nx\nc\nd')).toEqual([
      '1 1 both a',
      '2 - left b',
      '- 2 right x',
      '3 3 both c',
      '- 4 right d',
    ]);
  });

  it('loses no line of either side, and brings none into another order', () => {
    const text = array(constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 30 }).map((lines) =>
      lines.join('\n'),
    );
    assert(
      property(text, text, (left, right) => {
        const lines = diffLines(left, right);
        const of = (side: 'left' | 'right'): string =>
          lines
            .filter((line) => line[side] !== null)
            .map((line) => line.text)
            .join('\n');
        expect([of('left'), of('right')]).toEqual([left, right]);
      }),
    );
  });

  it('tells texts apart as wholes where they have nothing in common, however long they are', () => {
    const [left, right] = ['a', 'b'].map((word) =>
      Array.from({ length: 60_000 }, (_, line) => `${word}${line}`).join('\n'),
    );
    const lines = diffLines(left ?? '', right ?? '');
    expect([lines.length, lines[0]?.side, lines.at(-1)?.side]).toEqual([120_000, 'left', 'right']);
  });
});

it('nearChanges keeps three lines around what has changed', () => {
  const left = Array.from({ length: 30 }, (_, line) => `line ${line + 1}`);
  const lines = nearChanges(diffLines(left.join('\n'), left.with(9, 'other').join('\n')));
  expect(lines.map(({ left: a }) => a)).toEqual([7, 8, 9, 10, null, 11, 12, 13]);
  expect(nearChanges(diffLines('same', 'same'))).toEqual([]);
});
