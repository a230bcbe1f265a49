import { isMap, type Node, parseDocument } from 'yaml';
import { offsetInFile } from './scalar-place.rules.js';

function scalarIn(file: string): Node | null {
  const { contents } = parseDocument(file);
  return isMap(contents) ? ((contents.get('k', true) as Node | undefined) ?? null) : null;
}

const textOf = (scalar: Node | null): string => (scalar as { value?: unknown } | null)?.value as string;

/** The value of `k`, and what the file has where each character of it is said to be. */
function written(file: string): { value: string; places: (string | undefined)[] } {
  const scalar = scalarIn(file);
  const value = textOf(scalar);
  const places = [...value].map((_, at) => offsetInFile(file, scalar, at));
  return { value, places: places.map((offset) => (offset === undefined ? undefined : file.slice(offset, offset + 1))) };
}

describe('the place of a character of a value', () => {
  it.each([
    ['plain', 'k: one two'],
    ['plain, before a comment', 'k: one two # three'],
    ['plain, on several lines', 'k: one\n    two\r\n  three'],
    ['in single quotes', "k: 'one two'"],
    ['in double quotes', 'k: "one two"'],
    ['in double quotes, on several lines', 'k: "one\n  two"'],
    ['literal', 'k: |\n  one\n   two\n\n  three\nj: 1'],
    ['literal, further in and without its end', 'a: 1\nk: |2-\n    one\n  two'],
    ['literal, after empty lines', 'k: |+\n\n  one\n\n'],
    ['literal, with a comment behind the sign', 'k: | # says\n  one\n'],
    ['folded', 'k: >\n  one\n  two\n\n\n  three\n    four\n  five\n'],
    ['within braces', '{ k: one two, j: 1 }'],
  ])('%s', (_what, file) => {
    const { value, places } = written(file);
    expect(value).toMatch(/one/);
    // Line breaks are what is read of others, or of none.
    const letters = (all: readonly (string | undefined)[]): (string | undefined)[] =>
      all.map((one) => (one !== undefined && /\s/.test(one) ? ' ' : one));
    expect(letters(places)).toEqual(letters([...value]));
  });

  it.each([
    ["k: 'it''s so'", 'so', 10],
    [String.raw`k: "\"a\" \x41\u0042\U00000043 so"`, 'so', 31],
    [String.raw`k: "\U0001F600 so"`, 'so', 15],
    ['k: "one\\\n  so"', 'so', 11],
    ['k: 😀 so', 'so', 6],
  ])('%s', (file, word, at) => {
    const scalar = scalarIn(file);
    expect(offsetInFile(file, scalar, textOf(scalar).indexOf(word))).toBe(at);
    expect(file.slice(at, at + word.length)).toBe(word);
  });

  it('is behind the last one for the end', () => {
    const file = "k: 'ab' # c";
    expect(offsetInFile(file, scalarIn(file), 2)).toBe(6);
    expect(offsetInFile(file, scalarIn(file), 3)).toBeUndefined();
  });

  it('is not known of what is no text', () => {
    expect(offsetInFile('k: 12', scalarIn('k: 12'), 1)).toBeUndefined();
    expect(offsetInFile('k: 12', null, 0)).toBeUndefined();
  });
});
