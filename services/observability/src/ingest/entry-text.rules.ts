/** What takes the place of a character that PostgreSQL cannot store: U+0000, or half of a surrogate pair. */
const REPLACEMENT = '\uFFFD';
// eslint-disable-next-line no-control-regex -- U+0000 is what this looks for
const UNSTORABLE = /[\u0000\p{Surrogate}]/gu;

/** The text with everything replaced that neither `text` nor `jsonb` can hold. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, REPLACEMENT);
}

/** A JSON value with all its texts and keys made storable. Depth is bounded by the body parser (32). */
export function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), storableJson(inner)]));
}

const DAY_MS = 86_400_000;
export const OLDEST_MS = 7 * DAY_MS;
export const NEWEST_MS = 5 * 60_000;

const RFC_3339 = /^(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * A timestamp in UTC with exactly six digits of a second (more are cut off), or why it is refused.
 * Bounded to seven days back and five minutes ahead of `nowMs`: partitions exist for no other time.
 */
export function boundedTimestamp(
  text: string,
  nowMs: number,
): { at: string } | { code: 'timestamp_invalid' | 'timestamp_out_of_range' } {
  const [, seconds, fraction = '', zone] = RFC_3339.exec(text) ?? [];
  const ms = seconds && zone ? Date.parse(`${seconds.replace(' ', 'T')}${zone}`.toUpperCase()) : NaN;
  if (Number.isNaN(ms)) return { code: 'timestamp_invalid' };
  if (ms < nowMs - OLDEST_MS || ms > nowMs + NEWEST_MS) return { code: 'timestamp_out_of_range' };
  const whole = new Date(ms).toISOString().slice(0, 19);
  return { at: `${whole}.${fraction.padEnd(6, '0').slice(0, 6)}Z` };
}
