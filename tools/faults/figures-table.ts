import type { Figure } from './figure.ts';

/** The figures of the text's lines, in the order of their rows' ids. */
export function readFigures(text: string): Figure[] {
  const figures = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Figure);
  return figures.sort((a, b) => a.row.localeCompare(b.row, 'en', { numeric: true }));
}

/** Each figure beside its target, as a table for the terminal. */
export function figuresTable(figures: Figure[]): string[] {
  const rows = [
    ['row', 'target', 'reached', ''],
    ...figures.map(({ row, target, reached, pass }) => [row, target, reached, pass ? 'pass' : 'FAIL']),
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
