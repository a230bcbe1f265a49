/** A request as a client sends it, below the address of the service. */
export interface LoadRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** A command whose effect can be told from all others by its mark. */
export interface MarkedCommand {
  mark: string;
  request: LoadRequest;
}

export interface Sent {
  /** Of a command; null for a read. */
  mark: string | null;
  /** By `performance.now()`: when it was sent and when it had ended. */
  sentAt: number;
  endedAt: number;
  /**
   * `answered`: 2xx to its last byte. `refused`: told to go elsewhere, by a 503 or by nobody listening. `cut`: the
   * connection was closed before an answer. Else what was wrong with the answer.
   */
  outcome: string;
}

export interface SteadyLoad {
  /** What has come to its end so far. */
  sent: readonly Sent[];
  /** Sends no more; resolves when every request at hand has ended. */
  stop(): Promise<void>;
}

const NOT_TAKEN = new Set(['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT']);
/** A bound to what a service that has fallen behind has to answer. */
const MOST_AT_ONCE = 64;

/** Sends so many requests a second, whether or not those before were answered: reads and commands by turns. */
export function startLoad(
  url: string,
  perSecond: number,
  requests: { read(): LoadRequest; command(): MarkedCommand },
): SteadyLoad {
  const sent: Sent[] = [];
  const open = new Set<Promise<void>>();
  let rank = 0;
  const timer = setInterval(() => {
    if (open.size >= MOST_AT_ONCE) return;
    rank += 1;
    const { mark, request } = rank % 2 === 0 ? requests.command() : { mark: null, request: requests.read() };
    const sentAt = performance.now();
    const ending = outcomeOf(url, request).then((outcome) => {
      sent.push({ mark, sentAt, endedAt: performance.now(), outcome });
      open.delete(ending);
    });
    open.add(ending);
  }, 1_000 / perSecond);
  return {
    sent,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}

async function outcomeOf(url: string, { path, ...init }: LoadRequest): Promise<string> {
  const name = `${init.method ?? 'GET'} ${path}`;
  return fetch(`${url}${path}`, init).then(
    async (answer) => {
      const text = await answer.text().catch(() => undefined);
      if (text === undefined) return `${name}: the answer broke off`;
      if (answer.ok) return 'answered';
      return answer.status === 503 ? 'refused' : `${name}: ${answer.status} ${text.slice(0, 200)}`;
    },
    // A connection that nobody has taken, and one that was closed with a request on it.
    ({ cause }: { cause?: { code?: string } }) => (NOT_TAKEN.has(cause?.code ?? '') ? 'refused' : 'cut'),
  );
}
