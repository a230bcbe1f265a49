export const PRIORITIES = ['low', 'normal', 'high', 'critical'] as const;
export type Priority = (typeof PRIORITIES)[number];

const HOUR_MS = 3_600_000;

/** How long a request of each priority may wait for its decision. */
export const TARGET_MS: Record<Priority, number> = {
  low: 7 * 24 * HOUR_MS,
  normal: 3 * 24 * HOUR_MS,
  high: 24 * HOUR_MS,
  critical: 4 * HOUR_MS,
};

/** A clock that runs to `dueAt`, and stands since `pausedAt` while something is asked of the requester. */
export interface SlaClock {
  dueAt: Date;
  pausedAt: Date | null;
  /** The decision, after which it stands for good. */
  endedAt: Date | null;
}

/** Stands from now on; a clock that stands keeps its time. */
export function paused(clock: SlaClock, now: Date): SlaClock {
  return { ...clock, pausedAt: clock.pausedAt ?? now };
}

/** Runs again: what it stood is added to its time. */
export function resumed(clock: SlaClock, now: Date): SlaClock {
  if (!clock.pausedAt) return clock;
  const stoodMs = Math.max(0, now.getTime() - clock.pausedAt.getTime());
  return { ...clock, dueAt: new Date(clock.dueAt.getTime() + stoodMs), pausedAt: null };
}

/** The same clock for another priority: what has passed has passed. */
export function reprioritized(clock: SlaClock, from: Priority, to: Priority): SlaClock {
  return { ...clock, dueAt: new Date(clock.dueAt.getTime() + TARGET_MS[to] - TARGET_MS[from]) };
}

/** Whether the time was over before the decision, or is over now. */
export function isBreached({ dueAt, pausedAt, endedAt }: SlaClock, now: Date): boolean {
  return (pausedAt ?? endedAt ?? now).getTime() > dueAt.getTime();
}
