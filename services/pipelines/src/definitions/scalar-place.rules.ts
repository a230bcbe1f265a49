import { type Node, Scalar } from 'yaml';

/** From a part of the file to the part of the value that it stands for; lengths in UTF-16 units. */
interface Piece {
  written: number;
  read: number;
}
type Reader = (at: number, read: number) => Piece | undefined;

/**
 * Where in a file a character of a text value is written: through quotes, escapes, folded lines and the indentation of
 * blocks. Undefined where that cannot be told, and for a value that is no text.
 * @param offset in the value, up to its length
 */
export function offsetInFile(file: string, scalar: Node | null, offset: number): number | undefined {
  if (!(scalar instanceof Scalar) || typeof scalar.value !== 'string' || !scalar.range) return undefined;
  const { type, value, range } = scalar;
  const isBlock = type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL;
  const isQuoted = type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE;
  const first = isBlock ? file.indexOf('\n', range[0]) : range[0] + (isQuoted ? 1 : 0);
  const text = { file, value, first, end: range[1] };
  return walk(text, isBlock ? blockReader(text) : flowReader(text, type), offset);
}

/** From piece to piece, to the one that holds the offset or to the end of the value. */
function walk({ value, first, end }: Text, piece: Reader, offset: number): number | undefined {
  let [at, read] = [first, 0];
  while (at < end) {
    const next = piece(at, read);
    if (!next) return undefined;
    if (read + next.read > offset) return at;
    [at, read] = [at + next.written, read + next.read];
    if (read === offset && read === value.length) return at;
  }
  return undefined;
}

interface Text {
  file: string;
  value: string;
  /** Where the value begins, and where all of it ends. */
  first: number;
  end: number;
}

function flowReader({ file, value }: Text, type: Scalar.Type | undefined): Reader {
  const ends = /[ \t]*(?:\r?\n[ \t]*)+/y;
  return (at, read) => {
    const written = lengthOf(ends, file, at);
    if (written > 0) return { written, read: Math.max(lengthOf(/\n+/y, value, read), 1) };
    return escaped(file, at, type) ?? plain(file, at, value, read);
  };
}

/** `''` within single quotes, and what a backslash begins within double ones. */
function escaped(file: string, at: number, type: Scalar.Type | undefined): Piece | undefined {
  if (type === Scalar.QUOTE_SINGLE) return file.startsWith(`''`, at) ? { written: 2, read: 1 } : undefined;
  if (type !== Scalar.QUOTE_DOUBLE || file[at] !== '\\') return undefined;
  const folded = lengthOf(/\\\r?\n[ \t]*/y, file, at);
  if (folded > 0) return { written: folded, read: 0 };
  const written = lengthOf(/\\(?:x.{2}|u.{4}|U.{8}|.)/y, file, at);
  // Only these ten characters can stand for one that takes two units.
  const isLong = written === 10 && Number.parseInt(file.slice(at + 2, at + written), 16) > 0xffff;
  return { written, read: isLong ? 2 : 1 };
}

/** Begins with the line feed behind `|` or `>`, which is none of the value. */
function blockReader({ file, value, first }: Text): Reader {
  const content = /[^\s][^\n]*/.exec(file.slice(first));
  const column = content ? first + content.index - file.lastIndexOf('\n', first + content.index) - 1 : 0;
  const indent = Math.max(column - (/^\n*( *)/.exec(value)?.[1]?.length ?? 0), 0);
  return (at, read) => {
    const written = lengthOfEnds(file, at, indent);
    if (written === 0) return plain(file, at, value, read);
    const feeds = lengthOf(/\n+/y, value, read);
    return { written, read: at === first ? feeds : Math.max(feeds, 1) };
  };
}

/** A character that stands for itself; undefined where the value says that it does not. */
const plain = (file: string, at: number, value: string, read: number): Piece | undefined =>
  file[at] === value[read] ? { written: 1, read: 1 } : undefined;

/** Of the line ends at a place, each with the indentation of the line behind it. */
function lengthOfEnds(file: string, at: number, indent: number): number {
  let to = at;
  for (let end = lengthOf(/\r?\n/y, file, to); end > 0; end = lengthOf(/\r?\n/y, file, to))
    to += end + Math.min(lengthOf(/ */y, file, to + end), indent);
  return to - at;
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
