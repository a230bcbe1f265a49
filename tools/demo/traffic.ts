import { setTimeout as sleep } from 'node:timers/promises';

const NAMES = ['Ada', 'Grace', 'Edsger', 'Barbara'];

/** Visitors of the service, most with a name and some without, until stopped. Sends to wherever `url()` points now. */
export function startTraffic(url: () => string, signal: AbortSignal): () => void {
  const stop = new AbortController();
  const over = AbortSignal.any([signal, stop.signal]);
  void visit(url, over);
  return () => stop.abort();
}

async function visit(url: () => string, over: AbortSignal): Promise<void> {
  for (let i = 0; !over.aborted; i++) {
    const query = i % 3 === 0 ? '' : `?name=${NAMES[i % NAMES.length]}`;
    await fetch(`${url()}/hello${query}`, { signal: AbortSignal.any([over, AbortSignal.timeout(2_000)]) }).catch(
      () => undefined,
    );
    await sleep(150, undefined, { signal: over }).catch(() => undefined);
  }
}
