import type { InputValue } from './inputs.rules.js';

/** The axes of a matrix: a node is run once for each combination of their values. */
export type Matrix = Readonly<Record<string, readonly InputValue[]>>;
/** One combination. */
export type Cell = Readonly<Record<string, InputValue>>;

export const MAX_CELLS = 50;
const MAX_KEY = 63;
const REFERENCE = /\$\{\{\s*matrix\.([A-Za-z0-9_-]{1,64})\s*\}\}/g;

/** Every combination, the last axis first to change. */
export function cellsOf(matrix: Matrix): Cell[] {
  return Object.entries(matrix).reduce<Cell[]>(
    (cells, [axis, values]) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [axis]: value }))),
    [{}],
  );
}

/** The keys of the nodes that a node becomes: `test-22-alpine`, or `test-1` where that is too long or not one of a kind. */
export function cellKeys(key: string, cells: readonly Cell[]): string[] {
  const named = cells.map((cell) => [key, ...Object.values(cell).map(wordOf)].join('-'));
  const isGood = new Set(named).size === named.length && named.every((one) => one.length <= MAX_KEY);
  return isGood ? named : cells.map((_, at) => `${key}-${at + 1}`);
}

const wordOf = (value: InputValue): string =>
  String(value)
    .toLowerCase()
    .split(/[^a-z0-9_]+/)
    .filter((word) => word !== '')
    .join('-');

/** The text with `${{ matrix.<axis> }}` filled in; one of an axis that there is not stays as it is. */
export const fillCell = (text: string, cell: Cell): string =>
  text.replace(REFERENCE, (whole, axis: string) => (Object.hasOwn(cell, axis) ? String(cell[axis]) : whole));

/** A value with every text in it filled in. */
export function fillAll(value: unknown, cell: Cell): unknown {
  if (typeof value === 'string') return fillCell(value, cell);
  if (Array.isArray(value)) return value.map((item) => fillAll(item, cell));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, fillAll(part, cell)]));
}
