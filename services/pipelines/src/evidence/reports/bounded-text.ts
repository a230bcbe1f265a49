/** Text from a report as it is stored: no NUL, no half of a surrogate pair, no more than `max` characters. Empty for what is no text. */
export function textOf(value: unknown, max: number): string {
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
  const clean = value.replaceAll('\0', '').toWellFormed().trim();
  return clean.length > max ? `${clean.slice(0, max - 1).toWellFormed()}…` : clean;
}

/** A count or a duration in a report; 0 for what is none. `1,234.5` is one. */
export function numberOf(value: unknown): number {
  const number = typeof value === 'string' ? Number(value.replaceAll(',', '')) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 && number <= 1e12 ? number : 0;
}

/** The entries of a list that are objects; none for what is no list. */
export function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
