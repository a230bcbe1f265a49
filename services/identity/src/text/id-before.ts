import { AppError, isId } from '@throughline/kernel';
import { cursorKey } from '@throughline/platform';

/** The id that a list, newest first, goes on before; null for its beginning. Refuses what is no cursor of such a list. */
export function idBefore(cursor: string | undefined): string | null {
  const id = cursorKey(cursor, 1)?.[0];
  if (id === undefined) return null;
  if (typeof id === 'string' && isId(id)) return id;
  throw new AppError('cursor', 'invalid', 'The cursor is not one of this list.');
}
