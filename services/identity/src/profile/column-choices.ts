import { ValidateBy } from 'class-validator';

/** For each list by its name, the columns that it shows, in their order. */
export type ColumnChoices = Record<string, string[]>;

const MOST_LISTS = 40;
const MOST_COLUMNS = 30;
const NAME = /^[a-z][A-Za-z0-9_-]{0,39}$/;

/** At most 40 lists of at most 30 different columns, each by a name of letters, digits, `_` and `-`. */
export function isColumnChoices(value: unknown): value is ColumnChoices {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value as Record<string, unknown>);
  return entries.length <= MOST_LISTS && entries.every(([list, columns]) => NAME.test(list) && isColumnList(columns));
}

function isColumnList(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > MOST_COLUMNS) return false;
  return new Set(value).size === value.length && value.every((name) => typeof name === 'string' && NAME.test(name));
}

export const IsColumnChoices = (): PropertyDecorator =>
  ValidateBy({
    name: 'isColumnChoices',
    validator: {
      validate: isColumnChoices,
      defaultMessage: () => `must name at most ${MOST_LISTS} lists with at most ${MOST_COLUMNS} columns each`,
    },
  });
