/** Lines of a log as a permalink names them, first and last included. */
export type LineRange = { from: number; to: number };

/** Reads `L212` or `L212-L220`, with or without the `#`; anything else is no range. */
export function parseRange(hash: string): LineRange | undefined {
  const match = /^#?L(\d{1,9})(?:-L(\d{1,9}))?$/.exec(hash);
  if (!match) return undefined;
  const ends = [Number(match[1]), Number(match[2] ?? match[1])] as const;
  return Math.min(...ends) > 0 ? { from: Math.min(...ends), to: Math.max(...ends) } : undefined;
}

/** The hash of a range, without the `#`. */
export function formatRange({ from, to }: LineRange): string {
  return from === to ? `L${from}` : `L${from}-L${to}`;
}

/** What a click on a line number selects: that line, or with shift everything from the selected line to it. */
export function clickedRange(selected: LineRange | undefined, line: number, isExtending: boolean): LineRange {
  if (!isExtending || !selected) return { from: line, to: line };
  return { from: Math.min(selected.from, line), to: Math.max(selected.from, line) };
}
