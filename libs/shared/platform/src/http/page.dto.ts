import { type Type as Class } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AppError, decodeCursor, encodeCursor } from '@throughline/kernel';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** The query of every list. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The page class of an item class, under its own name in the OpenAPI document. */
export function pageOf<T>(item: Class<T>): Class<Page<T>> {
  class PageResponse implements Page<T> {
    @ApiProperty({ type: [item] })
    items!: T[];

    @ApiProperty({ type: String, nullable: true })
    nextCursor!: string | null;
  }
  Object.defineProperty(PageResponse, 'name', { value: `${item.name.replace(/Response$/, '')}PageResponse` });
  return PageResponse;
}

/**
 * Cuts a page from `limit + 1` rows that the query fetched, in the list's order.
 * @param key the sort key of a row, id last, as the cursor's query compares it
 */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => (string | number)[],
  map: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(map),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null,
  };
}

/** The key in a list's cursor; undefined without one. Refuses a text that is not a cursor of this list. */
export function cursorKey(cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  const key = decodeCursor(cursor, length);
  if (!key)
    throw new AppError('cursor', 'invalid', 'The cursor is not one of this list.', [
      { pointer: '/cursor', message: 'unknown cursor' },
    ]);
  return key;
}
