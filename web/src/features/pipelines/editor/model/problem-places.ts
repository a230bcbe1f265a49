import type { DraftNode } from './draft.js';

export type Problem = { line: number; column: number; message: string };

/** What is wrong with each node, by its key: a problem belongs to the node on whose lines it is. */
export function problemsByNode(
  nodes: readonly DraftNode[],
  problems: readonly Problem[],
): ReadonlyMap<string, readonly Problem[]> {
  const entries = nodes.map(({ key, lines: [first, last] }) => {
    const own = problems.filter(({ line }) => line >= first && line <= last);
    return [key, own] as const;
  });
  return new Map(entries.filter(([, own]) => own.length > 0));
}

/** From the place of a problem to the end of its word; a whole offset in the text, never outside of it. */
export function rangeOf(text: string, { line, column }: Problem): { from: number; to: number } {
  const lines = text.split('\n');
  const before = lines.slice(0, Math.min(line - 1, lines.length)).reduce((sum, one) => sum + one.length + 1, 0);
  const from = Math.min(before + column - 1, text.length);
  const word = /^[^\s,:{}[\]()]+/.exec(text.slice(from))?.[0] ?? '';
  return { from, to: Math.min(from + Math.max(word.length, 1), text.length) };
}
