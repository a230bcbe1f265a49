import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is what the story needs next.
 * @throws Error that says what was waited for and what was there instead, after `limitMs`
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { limitMs = 120_000, signal }: { limitMs?: number; signal: AbortSignal },
): Promise<T> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(250, undefined, { signal });
  }
  throw new Error(`${what}: not within ${Math.round(limitMs / 1_000)} s`);
}
