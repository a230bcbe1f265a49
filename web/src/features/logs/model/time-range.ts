import { text } from '../../../shared/lib/search-params.js';

export const RANGES = ['15m', '1h', '6h', '24h', '7d'] as const;
export type RangeKey = (typeof RANGES)[number];
export type Range = { from: string; to?: string };
type RangeSearch = {
  range?: RangeKey | undefined;
  from?: string | undefined;
  to?: string | undefined;
  deploymentId?: string | undefined;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST_MS = 90 * DAY;
const LENGTH_MS: Record<RangeKey, number> = {
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
};

export const RANGE_WORDS: Record<RangeKey, string> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
};

/** An instant from the URL as ISO in UTC, or undefined. */
export function readInstant(value: unknown): string | undefined {
  const ms = Date.parse(text(value) ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The relative range in force: the chosen one, else an hour, or a day for the lines of one deployment. */
export function rangeKey({ range, from, deploymentId }: RangeSearch): RangeKey | undefined {
  if (from) return undefined;
  return range ?? (deploymentId ? '24h' : '1h');
}

/** What to ask the API for. A relative range ends "now" by the server's clock, so it has no `to`. */
export function resolveRange(search: RangeSearch, nowMs: number): Range {
  const { from, to } = search;
  if (from && to) return { from, to };
  return { from: new Date(nowMs - LENGTH_MS[rangeKey(search) ?? '1h']).toISOString() };
}

/** The same stretch of time, doubled around its middle, at most 90 days and not into the future. */
export function zoomedOut({ from, to }: { from: string; to: string }, nowMs: number): { from: string; to: string } {
  const start = Date.parse(from);
  const length = Date.parse(to) - start;
  const end = Math.min(nowMs, start + length * 1.5);
  return { from: new Date(end - Math.min(LONGEST_MS, length * 2)).toISOString(), to: new Date(end).toISOString() };
}

const pad = (value: number) => String(value).padStart(2, '0');

/** An instant as `datetime-local` inputs write it, in the zone the person reads. */
export function toInputValue(iso: string, isUtc: boolean): string {
  const at = new Date(iso);
  if (isUtc) return iso.slice(0, 19);
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
}

/** The instant behind a `datetime-local` value; undefined when it is incomplete. */
export function fromInputValue(value: string, isUtc: boolean): string | undefined {
  return readInstant(value && isUtc ? `${value}Z` : value);
}

/** Why two ends are no range, in words; undefined when they are one. */
export function rangeProblem(from: string | undefined, to: string | undefined): string | undefined {
  if (!from || !to) return 'Give both ends.';
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0) return 'The end has to come after the start.';
  return length > LONGEST_MS ? 'At most 90 days at once.' : undefined;
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

/** `14:02:11.208`, with the day before it where the range spans more than one. */
export function formatEntryTime(iso: string, { isUtc, withDay }: { isUtc: boolean; withDay: boolean }): string {
  const zone = isUtc ? { timeZone: 'UTC' } : {};
  const at = new Date(iso);
  const clock = new Intl.DateTimeFormat('en-GB', { ...CLOCK, ...zone, second: '2-digit', fractionalSecondDigits: 3 });
  const day = withDay ? `${new Intl.DateTimeFormat('en-GB', { ...DATE, ...zone }).format(at)} ` : '';
  return day + clock.format(at);
}

/** `20 Nov 14:00`, or the clock alone when both ends lie within a day; with seconds below ten minutes. */
export function formatTick(atMs: number, spanMs: number, isUtc: boolean): string {
  const zone = isUtc ? { timeZone: 'UTC' } : {};
  const second = spanMs <= 10 * MINUTE ? ({ second: '2-digit' } as const) : {};
  const day = spanMs > DAY ? DATE : {};
  return new Intl.DateTimeFormat('en-GB', { ...CLOCK, ...second, ...day, ...zone }).format(atMs).replace(',', '');
}
