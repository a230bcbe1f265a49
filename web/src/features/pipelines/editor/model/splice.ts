/** A piece of a text that gives way to another; nothing outside of it changes. */
export type Splice = { from: number; to: number; insert: string };

/** The text with each of its pieces replaced. Throws where two of them overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const inOrder = splices.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let [result, at] = ['', 0];
  for (const { from, to, insert } of inOrder) {
    if (from < at) throw new RangeError('two edits of one piece of text');
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}

/** The one piece in which two texts differ, as small as it can be; undefined for the same text. */
export function changedPiece(before: string, after: string): Splice | undefined {
  if (before === after) return undefined;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/** From the start of the line that holds an offset. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** The end of the line that holds an offset, before its line feed. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at;
}

/** How far a place is from the start of its line. */
export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);
