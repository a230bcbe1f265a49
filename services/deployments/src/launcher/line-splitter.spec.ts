import { LineSplitter } from './line-splitter.js';

function linesOf(...chunks: (string | Buffer)[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(Buffer.from(chunk as string));
  splitter.end();
  return lines;
}

describe('LineSplitter', () => {
  it.each([
    ['whole lines', ['a\nb\n'], ['a', 'b']],
    ['a line in parts', ['he', 'llo\nwor', 'ld'], ['hello', 'world']],
    ['Windows line ends', ['a\r\nb\r\n'], ['a', 'b']],
    ['empty lines', ['a\n\nb'], ['a', '', 'b']],
    ['nothing', [], []],
  ])('hands on %s', (_what, chunks, expected) => expect(linesOf(...chunks)).toEqual(expected));

  it('keeps a character whole that comes in two chunks', () => {
    const bytes = Buffer.from('grüße\n');
    expect(linesOf(bytes.subarray(0, 3), bytes.subarray(3))).toEqual(['grüße']);
  });

  it.each(['', '\n'])('hands on a line without an end in parts %#', (end) => {
    const lines = linesOf('x'.repeat(70_000) + end);
    expect(lines.map((line) => line.length)).toEqual([32_768, 32_768, 70_000 - 65_536]);
  });
});
