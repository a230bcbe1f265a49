const DAY_MS = 86_400_000;

export const DAYS_CHOICE = [
  { value: '1', label: 'a day from now' },
  { value: '3', label: '3 days from now' },
  { value: '7', label: 'a week from now' },
  { value: '14', label: '2 weeks from now' },
  { value: '30', label: '30 days from now' },
];

/** When a delegation of so many days ends, as the server reads it. */
export function untilOf(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}
