import type { LogComparisonResponse } from '../../../shared/api/generated/types.gen.js';

export type LogRow = LogComparisonResponse['rows'][number];

/** What is shown of two logs, in order: rows, and gaps in the place of rows that are alike. */
export type LogItem =
  { kind: 'row'; at: number; row: LogRow; startsDifference: boolean } | { kind: 'gap'; at: number; count: number };

/** So many rows are shown around each difference. */
const CONTEXT = 3;

/** Rows that are alike and far from any difference become gaps, unless their gap was opened; `at` counts rows from 0. */
export function foldRows(rows: readonly LogRow[], opened: ReadonlySet<number>): LogItem[] {
  const near = nearDifferences(rows);
  const items: LogItem[] = [];
  for (let at = 0; at < rows.length; at++) {
    const end = near.has(at) ? at : endOfGap(at, near, rows.length);
    const count = end - at;
    // A gap of one line would take as much room as the line.
    if (count > 1 && !opened.has(at)) {
      items.push({ kind: 'gap', at, count });
      at = end - 1;
      continue;
    }
    for (let shown = at; shown < Math.max(end, at + 1); shown++) items.push(...itemOf(rows, shown));
    at = Math.max(end, at + 1) - 1;
  }
  return items;
}

function itemOf(rows: readonly LogRow[], at: number): LogItem[] {
  const row = rows[at];
  return row ? [{ kind: 'row', at, row, startsDifference: !row.isSame && rows[at - 1]?.isSame !== false }] : [];
}

function nearDifferences(rows: readonly LogRow[]): Set<number> {
  const near = new Set<number>();
  for (const [at, { isSame }] of rows.entries())
    if (!isSame) for (let beside = at - CONTEXT; beside <= at + CONTEXT; beside++) near.add(beside);
  return near;
}

function endOfGap(from: number, near: ReadonlySet<number>, length: number): number {
  let end = from;
  while (end < length && !near.has(end)) end++;
  return end;
}

/** How many places there are at which the logs differ. */
export const differencesIn = (rows: readonly LogRow[]): number =>
  rows.filter(({ isSame }, at) => !isSame && rows[at - 1]?.isSame !== false).length;

type Sides = Pick<LogComparisonResponse, 'left' | 'right'>;

/** What is to be known about how much was compared, a sentence each. */
export function cutNotes({ left, right }: Sides, numbers: { left: number; right: number }): string[] {
  return (['left', 'right'] as const).flatMap((side) => {
    const log = side === 'left' ? left : right;
    const run = `#${numbers[side]}`;
    return [
      ...(log.isCut ? [`Of ${run} the first ${log.compared} of ${log.lines} lines are compared.`] : []),
      ...(log.isComplete ? [] : [`The step of ${run} has not ended; its log may grow.`]),
    ];
  });
}
