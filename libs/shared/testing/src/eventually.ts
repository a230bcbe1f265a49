/** Between two questions: as long as a person would not notice, or a twenty-fifth of what has been waited for. */
const LEAST_MS = 20;
const MOST_MS = 250;
const SHARE = 1 / 25;

/**
 * Waits until `check` returns without throwing. Rejects with its last error after `limitMs`.
 * The way for a test to wait: on a condition, never for a time. It asks every 20 ms at first and less often the longer it
 * takes: what comes after half a minute would be held up by the questions.
 */
export async function eventually<T>(check: () => Promise<T> | T, limitMs = 10_000): Promise<T> {
  const since = performance.now();
  for (;;) {
    try {
      return await check();
    } catch (error) {
      const waited = performance.now() - since;
      if (waited > limitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(MOST_MS, Math.max(LEAST_MS, waited * SHARE))));
    }
  }
}
