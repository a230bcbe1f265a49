import type { PgListener } from './pg-listener.js';

/** Resolves at the next notification on the channel, after `limitMs`, or when the signal aborts: whichever is first. */
export function waitForHint(
  listener: PgListener,
  channel: string,
  options: { limitMs: number; signal: AbortSignal; payload?: string },
): Promise<void> {
  const { limitMs, signal, payload } = options;
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const unsubscribe = listener.on(channel, (text) => {
      if (payload === undefined || payload === text) done();
    });
    const timer = setTimeout(done, limitMs);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
