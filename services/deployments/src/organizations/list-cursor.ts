import { AppError, isId } from '@throughline/kernel';
import { cursorKey } from '@throughline/platform';

/** The id in the cursor of a list that is ordered by id; undefined without a cursor. Refuses any other text. */
export function idAfter(cursor: string | undefined): string | undefined {
  const id = cursorKey(cursor, 1)?.[0];
  if (id === undefined) return undefined;
  if (typeof id === 'string' && isId(id)) return id;
  throw strangeCursor();
}

/** Position and id in the cursor of a list in that order. */
export function positionAfter(cursor: string | undefined): { position: number; id: string } | undefined {
  const key = cursorKey(cursor, 2);
  if (!key) return undefined;
  const [position, id] = key;
  if (Number.isSafeInteger(position) && typeof id === 'string' && isId(id)) return { position: Number(position), id };
  throw strangeCursor();
}

function strangeCursor(): AppError {
  const field = { pointer: '/cursor', message: 'unknown cursor' };
  return new AppError('cursor', 'invalid', 'The cursor is not one of this list.', [field]);
}
