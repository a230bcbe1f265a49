const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DAY_MS = 86_400_000;

/** Milliseconds of `30s`, `2m`, `1h` or `7d`; undefined for any other text, for nothing, and beyond `maxMs` (a day). */
export function parseDurationMs(text: string, maxMs = DAY_MS): number | undefined {
  const match = /^(\d{1,5})([smhd])$/.exec(text);
  if (!match) return undefined;
  const ms = Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? 0);
  return ms > 0 && ms <= maxMs ? ms : undefined;
}
