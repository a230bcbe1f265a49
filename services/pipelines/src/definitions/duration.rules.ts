const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };
const MAX_MS = 24 * 3_600_000;

/** Milliseconds of `30s`, `2m` or `1h`; undefined for any other text, for nothing, and beyond 24 h. */
export function parseDurationMs(text: string): number | undefined {
  const match = /^(\d{1,5})([smh])$/.exec(text);
  if (!match) return undefined;
  const ms = Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? 0);
  return ms > 0 && ms <= MAX_MS ? ms : undefined;
}
