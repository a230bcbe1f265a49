/** When a deployment was the live one of its service and environment: from `sinceMs`, until before `untilMs`. */
export interface LiveInterval {
  deploymentId: string;
  sinceMs: number;
  untilMs: number | null;
}

/** The deployment that was live at a time, of intervals of one service and environment; null before the first. */
export function deploymentAt(intervals: readonly LiveInterval[], atMs: number): string | null {
  const live = intervals.find(({ sinceMs, untilMs }) => sinceMs <= atMs && (untilMs === null || atMs < untilMs));
  return live?.deploymentId ?? null;
}
