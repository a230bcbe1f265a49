import { type BackoffPolicy, backoffMs } from '@throughline/kernel';
import { setTimeout as delay } from 'node:timers/promises';
import { RefusedError } from './refused-error.js';

const POLICY: BackoffPolicy = { firstMs: 250, maxMs: 5_000 };

/**
 * Repeats a call until the server has answered it, however long the server is away.
 * @throws RefusedError when it refused; the signal's reason when that aborted
 */
export async function persist<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (error instanceof RefusedError || signal.aborted) throw error;
      onFailure(error);
      await delay(100 + backoffMs(attempt, POLICY), undefined, { signal });
    }
  }
}
