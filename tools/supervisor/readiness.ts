import { until } from '../processes/until.ts';

const ASK_MS = 2_000;

/**
 * True as soon as the URL answers 2xx; false when it does not in time or `isOver` says that waiting is pointless.
 */
export async function whenReady(url: string, isOver: () => boolean, timeoutMs: number): Promise<boolean> {
  let ready = false;
  await until(async () => isOver() || (ready = await isReady(url)), { timeoutMs, everyMs: 100 });
  return ready;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ASK_MS), redirect: 'manual' });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
