/**
 * Waits until `check` returns without throwing, asking every 20 ms. Rejects with its last error after `limitMs`.
 * The way for a test to wait: on a condition, never for a time.
 */
export async function eventually<T>(check: () => Promise<T> | T, limitMs = 10_000): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
