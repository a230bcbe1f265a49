/** Where a waiver counts, from the value that the form keeps: `repository:<id>` or `service:<slug>`. */
export function placeOf(value: string): { repositoryId: string } | { service: string } {
  const [kind, name = ''] = value.split(':');
  return kind === 'service' ? { service: name } : { repositoryId: name };
}

/** The last moment of a day (`2026-12-31`) where the person is, as a time with its zone. */
export function endOfDay(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day, 23, 59, 59).toISOString();
}
