/** What the queue and PostgreSQL say of each other. */
export interface Pulse {
  counter: number;
  runId: string;
  atMs: number;
}

const MARGIN_MS = 15 * 60_000;
const ALL_MS = 72 * 3_600_000;

/**
 * The window of which the queue may have lost events, in milliseconds before now; undefined when it has lost none.
 * @param known the last beat that PostgreSQL knows of; its counter is 0 before the first
 * @param found the beat that the queue holds; undefined when it holds none
 * @param runId the queue server's present run
 */
export function lostWindowMs(known: Pulse, found: Pulse | undefined, runId: string, nowMs: number): number | undefined {
  if (known.counter === 0) return undefined;
  if (!found) return ALL_MS;
  const isLower = found.counter < known.counter;
  if (!isLower && known.runId === runId) return undefined;
  const since = isLower ? found.atMs : known.atMs;
  return Math.min(ALL_MS, Math.max(0, nowMs - since) + MARGIN_MS);
}
