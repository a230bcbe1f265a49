type Keyed = { key: string };

/**
 * The columns to show, in the list's own order. Without a choice all of them; the first one names the row and always
 * stays; a name of a column that is no more is passed over.
 */
export function shownColumns<Column extends Keyed>(
  columns: readonly Column[],
  choice: readonly string[] | undefined,
): Column[] {
  if (!choice) return [...columns];
  return columns.filter(({ key }, index) => index === 0 || choice.includes(key));
}

/** The choice once a column was switched on or off; undefined when everything is shown again. */
export function switchColumn(
  columns: readonly Keyed[],
  choice: readonly string[] | undefined,
  key: string,
): string[] | undefined {
  const shown = shownColumns(columns, choice).map((column) => column.key);
  const isShown = shown.includes(key);
  const next = columns.map((column) => column.key).filter((name) => (name === key ? !isShown : shown.includes(name)));
  return next.length === columns.length ? undefined : next;
}
