import { formatClock } from '../../../shared/lib/relative-time.js';

export const TIME_MODES = ['none', 'since', 'clock'] as const;
export type TimeMode = (typeof TIME_MODES)[number];

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** The time beside a line: nothing, since the node's first line as `+00:04.210`, or by the clock. */
export function lineTime(at: string, firstAt: string | undefined, mode: TimeMode, isUtc: boolean): string {
  if (mode === 'none') return '';
  if (mode === 'clock') return formatClock(new Date(at), isUtc);
  const ms = Math.max(0, Date.parse(at) - Date.parse(firstAt ?? at));
  return `+${pad(Math.floor(ms / 60_000), 2)}:${pad(Math.floor((ms % 60_000) / 1000), 2)}.${pad(ms % 1000, 3)}`;
}
