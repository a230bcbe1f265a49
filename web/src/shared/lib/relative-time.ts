const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const counted = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });
const named = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

const SECOND = ['second', 1] as const;
const JUST_NOW_S = 10;
const CLOCK_BEAT_S = 20; // `now` may be one beat old, and what has just happened must not lie in the future

/** `2 min ago`, `yesterday`, `in 3 days`; what is within ten seconds is `just now`. */
export function formatRelative(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  if (seconds > -JUST_NOW_S && seconds < CLOCK_BEAT_S) return 'just now';
  const [unit, size] = UNITS.find(([, unitSize]) => Math.abs(seconds) >= unitSize) ?? SECOND;
  const format = unit === 'day' ? named : counted; // "yesterday" helps, "last wk." does not
  return format.format(Math.trunc(seconds / size), unit).replace('.', '');
}

const PARTS: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' };

/** The full date and time with its zone, so that two people read the same instant. */
export function formatAbsolute(at: Date, isUtc: boolean): string {
  if (isUtc) return `${new Intl.DateTimeFormat('en-GB', { ...PARTS, timeZone: 'UTC' }).format(at)} UTC`;
  const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName');
  return `${new Intl.DateTimeFormat('en-GB', PARTS).format(at)} ${zone?.value ?? ''}`.trim();
}

/** Hours, minutes and seconds, for rows that stand under a date. */
export function formatClock(at: Date, isUtc: boolean): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', ...(isUtc ? { timeZone: 'UTC' } : {}) }).format(at);
}
