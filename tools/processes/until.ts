import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  timeoutMs: number;
  everyMs?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Resolves true as soon as the condition holds, false when it does not within `timeoutMs`.
 * Rejects with the signal's reason when that is aborted.
 */
export async function until(condition: () => boolean | Promise<boolean>, patience: Patience): Promise<boolean> {
  const { timeoutMs, everyMs = 50, signal } = patience;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await condition()) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    // An abort ends the pause; the check above then rejects with its reason.
    await sleep(Math.min(everyMs, left), undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
