import type { LogEntry } from './log-line.js';

const LIMIT_MS = 10_000;

/** `again`: it may work later (an outage, too many lines). `refused`: it never will. */
export type Delivery = 'taken' | 'again' | 'refused';

/** Sends one batch to log ingest. Never rejects. */
export async function postLines(to: { url: string; key: string }, batch: readonly LogEntry[]): Promise<Delivery> {
  try {
    const answer = await fetch(to.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${to.key}` },
      body: JSON.stringify(batch),
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return 'taken';
    return answer.status === 429 || answer.status >= 500 ? 'again' : 'refused';
  } catch {
    return 'again';
  }
}
