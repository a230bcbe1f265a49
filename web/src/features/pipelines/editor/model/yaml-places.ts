import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { lineEnd, lineStart } from './splice.js';

/** A key with its value, as the texts that we edit have them: the key is a plain or quoted word. */
export type Entry = { key: Scalar<string>; value: Node | null };

/** The entries of a mapping; undefined for one that has other keys, which is edited as a document instead. */
export function entriesOf(map: YAMLMap): Entry[] | undefined {
  const entries = (map.items as Pair<Node, Node | null>[]).map(({ key, value }) => ({ key, value }));
  return entries.every(hasWordKey) ? entries : undefined;
}

const hasWordKey = (entry: { key: Node; value: Node | null }): entry is Entry =>
  isScalar(entry.key) && typeof entry.key.value === 'string' && entry.key.range != null;

export const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Where the content of a node ends: behind its last character, before comments and empty lines. */
export function endOf(text: string, node: Node): number {
  const [start, end] = node.range ?? [0, 0];
  if (isScalar(node)) return isBlockText(node) ? start + text.slice(start, end).trimEnd().length : end;
  if (isAlias(node) || isFlow(node)) return end;
  const last = (node as YAMLMap | YAMLSeq).items.at(-1);
  if (last === undefined) return end;
  return isMap(node) ? endOfEntry(text, last as Entry) : endOf(text, last as Node);
}

/** Where an entry ends; one without a value ends with its colon. */
export function endOfEntry(text: string, { key, value }: Entry): number {
  const colon = text.indexOf(':', key.range?.[1] ?? 0) + 1;
  return value && !isNothing(value) ? endOf(text, value) : colon;
}

/** A value that is not written: `key:` and nothing after it. */
export const isNothing = (node: Node): boolean => isScalar(node) && node.range?.[0] === node.range?.[1];

export const isFlow = (node: Node): boolean => (isMap(node) || isSeq(node)) && node.flow === true;

const isBlockText = (node: Scalar): boolean => node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';

/** The end of the line on which something ends, where only space and a comment follow it; else where it ends. */
export function endOfLine(text: string, end: number): number {
  const line = lineEnd(text, end);
  return /^\s*(#.*)?$/.test(text.slice(end, line)) ? line : end;
}

/** Where the comment lines begin that stand directly above a line, in its column: they are about it. */
export function startWithComments(text: string, offset: number, floor: number): number {
  let start = lineStart(text, offset);
  const mark = `${' '.repeat(offset - start)}#`;
  while (start > 0) {
    const before = lineStart(text, start - 1);
    if (before < floor || !text.startsWith(mark, before)) break;
    start = before;
  }
  return start;
}

/** True when nothing but space stands before a place on its line. */
export const isFirstOnLine = (text: string, offset: number): boolean =>
  text.slice(lineStart(text, offset), offset).trim() === '';
