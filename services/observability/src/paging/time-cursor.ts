import { AppError } from '@throughline/kernel';
import { cursorKey } from '@throughline/platform';

const MICROSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/**
 * SQL for a timestamp as a cursor carries it: RFC 3339 with microseconds, because rows may share a millisecond.
 * @param column a trusted column name, never input
 */
export function microsecondsSql(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The [time, tie-break] in a cursor of a list that is sorted by time; undefined without one. Refuses any other text. */
export function timeCursor(cursor: string | undefined): readonly [string, string] | undefined {
  const key = cursorKey(cursor, 2);
  if (!key) return undefined;
  const [at, tie] = [String(key[0]), String(key[1])];
  if (MICROSECONDS.test(at) && !Number.isNaN(Date.parse(at))) return [at, tie];
  throw new AppError('cursor', 'invalid', 'The cursor is not one of this list.', [
    { pointer: '/cursor', message: 'unknown cursor' },
  ]);
}
