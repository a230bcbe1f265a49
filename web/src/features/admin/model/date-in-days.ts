const DAY_MS = 86_400_000;

/** The date so many days ahead, as a date field holds it. */
export function dateInDays(days: number, nowMs = Date.now()): string {
  return new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
}
