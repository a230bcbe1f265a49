import { formatDuration } from '../lib/duration.js';
import { useNow } from '../lib/use-now.js';

type Props = { ms?: number | null | undefined; runningSince?: string | null | undefined };

/** A finished duration in ms, or one that counts up each second from `runningSince`; a dash when neither is known. */
export function Duration({ ms, runningSince }: Props) {
  const isRunning = ms === null || ms === undefined ? Boolean(runningSince) : false;
  const now = useNow(isRunning ? 'second' : 'never');
  if (typeof ms === 'number') return <span>{formatDuration(ms)}</span>;
  if (!runningSince) return <span>—</span>;
  return <span>{formatDuration(Math.max(0, now - Date.parse(runningSince)))}</span>;
}
