const DAY_MS = 86_400_000;

/** `today, 14:02`, `yesterday, 14:02` or `26 Nov, 14:02`, as somebody says it; in the zone of the reader or in UTC. */
export function dayAndTime(at: Date, now: Date, isUtc: boolean): string {
  const zone = isUtc ? { timeZone: 'UTC' } : {};
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', ...zone });
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', ...zone }).format(at);
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...zone }).format(at);
  const names = new Map([
    [day.format(new Date(now.getTime() - DAY_MS)), 'yesterday'],
    [day.format(now), 'today'],
  ]);
  return `${names.get(day.format(at)) ?? date}, ${time}`;
}
