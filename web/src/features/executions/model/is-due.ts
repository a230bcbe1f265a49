/**
 * Whether the moment at which something goes on by itself is there already, and it waits for something else: for its run, which is
 * paused, or for a runner. `nowMs` is of the same clock as the moment, give or take.
 */
export const isDue = (dueAt: string, nowMs: number): boolean => Date.parse(dueAt) <= nowMs;
