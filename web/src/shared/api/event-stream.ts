import { sessionFetch } from './http-client.js';

/** What the person is told about a stream: `live` data flows, `connecting` first try, `retrying` after a loss. */
export type StreamState = 'connecting' | 'live' | 'retrying';

type SseEvent = { data?: unknown; id?: string };
type ConnectOptions = {
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  headers?: Record<string, string>;
  sseMaxRetryAttempts: 1;
  onSseEvent: (event: SseEvent) => void;
  onSseError: (error: unknown) => void;
};

/** A generated SSE operation, partly applied: `(options) => live({ path: { org }, ...options })`. */
export type Connect<T> = (options: ConnectOptions) => Promise<{ stream: AsyncGenerator<T> }>;

export type StreamHandlers<T> = {
  onData: (data: T) => void;
  onState?: (state: StreamState) => void;
  /** Called before every attempt, so that a caller can ask only for what it has not seen. */
  onConnect?: () => void;
};

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;
const SILENCE_MS = 45_000; // three missed heartbeats: the connection is dead even if nobody closed it

/** Milliseconds to wait before try number `attempt` (0 = first repeat), with jitter so that tabs do not return at once. */
export function retryDelayMs(attempt: number, random = Math.random()): number {
  return Math.round(Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + random / 2));
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Aborts `signal`'s connection when nothing, not even a heartbeat, arrived for a while. */
function watchSilence(outer: AbortSignal): { signal: AbortSignal; heard: () => void; stop: () => void } {
  const connection = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => connection.abort(), SILENCE_MS);
  };
  heard();
  return { signal: AbortSignal.any([outer, connection.signal]), heard, stop: () => clearTimeout(timer) };
}

type Position = { attempt: number; lastEventId: string | undefined };

async function readOnce<T>(
  connect: Connect<T>,
  handlers: StreamHandlers<T>,
  at: Position,
  outer: AbortSignal,
): Promise<void> {
  const watch = watchSilence(outer);
  const onSseEvent = (event: SseEvent) => {
    watch.heard();
    at.lastEventId = event.id ?? at.lastEventId;
    at.attempt = 0;
    handlers.onState?.('live');
  };
  // The stream counts as live from its first byte of head: a quiet one would look broken until the next heartbeat.
  const opening = async (input: RequestInfo | URL, init?: RequestInit) => {
    const response = await sessionFetch(input, init);
    if (response.ok) handlers.onState?.('live');
    return response;
  };
  const headers = at.lastEventId ? { 'Last-Event-ID': at.lastEventId } : undefined;
  try {
    handlers.onConnect?.();
    const { stream } = await connect({
      signal: watch.signal,
      fetch: opening,
      sseMaxRetryAttempts: 1,
      onSseEvent,
      onSseError: () => undefined,
      ...(headers ? { headers } : {}),
    });
    for await (const data of stream) handlers.onData(data);
  } finally {
    watch.stop();
  }
}

/** Reads a stream until `signal` aborts, reconnecting with backoff and `Last-Event-ID`. Never rejects. */
export async function followStream<T>(
  connect: Connect<T>,
  handlers: StreamHandlers<T>,
  signal: AbortSignal,
): Promise<void> {
  const at: Position = { attempt: 0, lastEventId: undefined };
  handlers.onState?.('connecting');
  while (!signal.aborted) {
    await readOnce(connect, handlers, at, signal).catch(() => undefined);
    if (signal.aborted) return;
    handlers.onState?.('retrying');
    await wait(retryDelayMs(at.attempt++), signal);
  }
}
