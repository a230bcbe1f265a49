import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';

type Timed = Pick<NodeResponse, 'key' | 'needs' | 'readyAt' | 'startedAt' | 'finishedAt'> &
  Partial<Pick<NodeResponse, 'copiedFrom'>>;
/** A bar in fractions of the whole width: the wait for a runner, then the work. */
export type Bar = { key: string; left: number; queue: number; run: number; isCritical: boolean };
export type Waterfall = { bars: readonly Bar[]; totalMs: number };

const time = (at: string | null) => (at ? Date.parse(at) : undefined);

/**
 * Each node as a bar on one clock, from the first that was ready to the last that ended; `now` ends those that run. One
 * that was taken over from another run has no bar: it was done by the clock of that one.
 */
export function waterfall(all: readonly Timed[], now: number): Waterfall {
  const nodes = all.filter(({ copiedFrom }) => !copiedFrom);
  const spans = nodes.flatMap((node) => {
    const from = time(node.readyAt) ?? time(node.startedAt);
    if (from === undefined) return [];
    const to = Math.max(from, time(node.finishedAt) ?? now);
    const start = Math.min(to, Math.max(from, time(node.startedAt) ?? to));
    return [{ key: node.key, from, start, to }];
  });
  const first = Math.min(...spans.map(({ from }) => from));
  const totalMs = Math.max(0, ...spans.map(({ to }) => to - first));
  const share = (ms: number) => (totalMs > 0 ? ms / totalMs : 0);
  const critical = criticalPath(nodes);
  const bars = spans.map(({ key, from, start, to }) => ({
    key,
    left: share(from - first),
    queue: share(start - from),
    run: share(to - start),
    isCritical: critical.has(key),
  }));
  return { bars, totalMs };
}

/** The chain that decided how long it took: from the last node that ended, back by the need that ended last. */
export function criticalPath(nodes: readonly Timed[]): ReadonlySet<string> {
  const ended = nodes.filter(({ finishedAt }) => finishedAt !== null);
  const latest = (some: readonly Timed[]) =>
    some.toSorted((a, b) => (time(b.finishedAt) ?? 0) - (time(a.finishedAt) ?? 0))[0];
  const path = new Set<string>();
  let at = latest(ended);
  while (at && !path.has(at.key)) {
    path.add(at.key);
    const { needs } = at;
    at = latest(ended.filter(({ key }) => needs.includes(key)));
  }
  return path;
}
