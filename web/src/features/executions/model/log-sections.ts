import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import type { LineRange } from './line-range.js';

/** One command of a log and what it wrote. `from` and `to` are positions of lines, `from` its own, `to` that after its last. */
export type LogSection = {
  /** The number of the line that says it; stays the same while the log grows. */
  line: number;
  command: string;
  from: number;
  to: number;
  at: string;
  /** In ms; null while it still runs. */
  durationMs: number | null;
  hasError: boolean;
};

type Line = Pick<NodeLogLineResponse, 'line' | 'at' | 'stream' | 'text'>;

const BEGIN = '$ ';

/**
 * The commands of a log, as its `system` lines `$ <command>` say; none in a log without them. What stands before the first
 * belongs to none.
 */
export function sectionsOf(lines: readonly Line[], firstErrorLine: number | null, isGrowing: boolean): LogSection[] {
  const begins = lines.flatMap(({ stream, text }, at) => (stream === 'system' && text.startsWith(BEGIN) ? [at] : []));
  return begins.flatMap((from, index) => {
    const to = begins[index + 1] ?? lines.length;
    const begin = lines[from];
    return begin
      ? [sectionOf(begin, { from, to, next: lines[to], last: lines[to - 1], firstErrorLine, isGrowing })]
      : [];
  });
}

type Place = {
  from: number;
  to: number;
  next: Line | undefined;
  last: Line | undefined;
  firstErrorLine: number | null;
  isGrowing: boolean;
};

function sectionOf(begin: Line, { from, to, next, last, firstErrorLine, isGrowing }: Place): LogSection {
  const { line, at, text } = begin;
  const end = next ?? (isGrowing ? undefined : last);
  return {
    ...{ line, at, from, to, command: text.slice(BEGIN.length) },
    durationMs: end ? Math.max(0, Date.parse(end.at) - Date.parse(at)) : null, // clocks of runners differ
    hasError: firstErrorLine !== null && firstErrorLine >= line && firstErrorLine <= (last?.line ?? line),
  };
}

/** Whether a command is open where nobody has said: all of a log that grows; else from the one that failed, or the last. */
export function isOpenAtFirst(sections: readonly LogSection[], section: LogSection, isGrowing: boolean): boolean {
  const shown = sections.find(({ hasError }) => hasError) ?? sections.at(-1);
  return isGrowing || shown === undefined || section.line >= shown.line;
}

/** The commands whose lines are among those asked for. */
export function sectionsWith(
  sections: readonly LogSection[],
  lines: readonly Line[],
  ranges: readonly LineRange[],
): LogSection[] {
  return sections.filter((section) => {
    const last = lines[section.to - 1]?.line ?? section.line;
    // Its own line is in sight in any case.
    return ranges.some(({ from, to }) => from <= last && to > section.line);
  });
}

/** The positions of the lines in sight: of a closed command its own alone. */
export function rowsOf(count: number, sections: readonly LogSection[], isOpen: (of: LogSection) => boolean): number[] {
  const rows: number[] = [];
  let at = 0;
  for (const section of sections) {
    while (at <= section.from) rows.push(at++);
    if (!isOpen(section)) at = section.to;
  }
  while (at < count) rows.push(at++);
  return rows;
}

/** `1 line`, `1,204 lines`: what it wrote itself. */
export function countWords({ from, to }: Pick<LogSection, 'from' | 'to'>): string {
  const count = to - from - 1;
  return count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`;
}
