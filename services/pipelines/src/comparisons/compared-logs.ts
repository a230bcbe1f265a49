import { plainText } from '@throughline/kernel';
import { diffLineLists } from './line-diff.js';

/** Of each log so many lines, and so many characters, are compared at most. */
export const MAX_LOG_LINES = 5_000;
export const MAX_LOG_CHARACTERS = 1_000_000;
/** A line is shown so far; all of it is compared. */
const MAX_SHOWN = 2_000;

/** What of a log is compared. */
export interface LogPart {
  texts: string[];
  /** There is more of it. */
  isCut: boolean;
}

/** A row of two logs side by side. Line numbers count from 1; a side is null where its log has nothing beside the other. */
export interface LogRow {
  isSame: boolean;
  left: number | null;
  leftText: string | null;
  right: number | null;
  rightText: string | null;
}

/**
 * The beginning of a log, as far as it is compared.
 * @param texts of its first lines, more than `MAX_LOG_LINES` where there are as many
 */
export function comparedPart(texts: readonly string[]): LogPart {
  let characters = 0;
  const end = texts.findIndex((text, at) => (characters += text.length) > MAX_LOG_CHARACTERS || at >= MAX_LOG_LINES);
  const part = texts.slice(0, end === -1 ? texts.length : Math.max(1, end));
  return { texts: part.map(plainText), isCut: part.length < texts.length };
}

/**
 * Two logs side by side. Lines are alike when they are without the times in them: when something was said is not what it
 * says. Lines that differ at the same place stand beside each other, in their order.
 */
export function compareLogs(left: readonly string[], right: readonly string[]): LogRow[] {
  const rows: LogRow[] = [];
  const waiting: { left: number[]; right: number[] } = { left: [], right: [] };
  const row = (one: number | undefined, other: number | undefined, isSame: boolean): LogRow => ({
    isSame,
    ...{ left: one ?? null, leftText: shown(left, one) },
    ...{ right: other ?? null, rightText: shown(right, other) },
  });
  const flush = (): void => {
    const count = Math.max(waiting.left.length, waiting.right.length);
    for (let at = 0; at < count; at++) rows.push(row(waiting.left[at], waiting.right[at], false));
    waiting.left = [];
    waiting.right = [];
  };
  for (const line of diffLineLists(left.map(withoutTimes), right.map(withoutTimes))) {
    if (line.side === 'left' && line.left !== null) waiting.left.push(line.left);
    else if (line.side === 'right' && line.right !== null) waiting.right.push(line.right);
    else {
      flush();
      rows.push(row(line.left ?? undefined, line.right ?? undefined, true));
    }
  }
  flush();
  return rows;
}

function shown(texts: readonly string[], line: number | undefined): string | null {
  const text = line === undefined ? undefined : texts[line - 1];
  if (text === undefined) return null;
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

const DATE_TIME = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?/g;
const CLOCK = /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\b/g;
const TOOK = /\b\d{1,9}(?:\.\d{1,9})? ?(?:ns|µs|us|ms|s|sec|secs|seconds|min|mins|minutes|h)\b/g;

/** The text with a mark in the place of each point in time and of each duration. */
export function withoutTimes(text: string): string {
  if (!/\d/.test(text)) return text;
  return text.replaceAll(DATE_TIME, '⏱').replaceAll(CLOCK, '⏱').replaceAll(TOOK, '⏱');
}
