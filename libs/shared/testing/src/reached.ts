import { eventually } from './eventually.js';

/**
 * Waits until a count that only grows has come to `goal`, for as long as it goes on: how fast that is says more about the
 * machine than about what is counted. Resolves to the count. Rejects once it has stood still for `stillMs` before the goal.
 */
export async function reached(goal: number, count: () => Promise<number>, stillMs = 100_000): Promise<number> {
  let most = await count();
  while (most < goal) {
    const before = most;
    most = await eventually(async () => {
      const now = await count();
      if (now <= before) throw new Error(`still ${now} of ${goal}`);
      return now;
    }, stillMs);
  }
  return most;
}
