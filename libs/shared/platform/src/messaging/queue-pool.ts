import pg from 'pg';

/**
 * Far more than a statement of the queues takes: what BullMQ waits for long, it waits for without one. And so little
 * that a job whose lock could not be renewed at half of its 30 seconds has it renewed on another connection in time.
 */
const ANSWER_MS = 5_000;
/** Longer than a statement may hold a connection, so one that is held for so long is one that listens. */
const LOOK_MS = 2 * ANSWER_MS;

/**
 * The connections to queues in PostgreSQL, none of which waits without a bound: half of a link may be gone without a
 * word. One that is not made, or does not answer a statement, within five seconds is given up, and whoever waits for it
 * is told. One that listens for NOTIFY has nothing to answer, and is asked every ten seconds.
 */
export function openQueuePool(config: pg.PoolConfig, { answerMs = ANSWER_MS, lookMs = LOOK_MS } = {}): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    Client: LosableClient,
    keepAlive: true,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  pool.on('error', () => undefined); // the pool replaces a broken connection; ping() reports an outage
  lookAfterHeld(pool, lookMs);
  return pool;
}

/**
 * A connection that is lost with a statement that has no answer in time, as if by the network: BullMQ then listens on
 * another. pg refuses the statement and keeps the connection, which never sends another one (node-postgres#3399).
 */
class LosableClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...statement: unknown[]) => unknown;
    this.query = ((...statement: unknown[]) => {
      const answer = query(...statement);
      if (answer instanceof Promise) answer.catch((error: Error) => this.loseIfLate(error));
      return answer; // none to whoever hands over a callback: that is the pool itself, and it closes the connection
    }) as typeof this.query;
  }

  private loseIfLate(error: Error): void {
    if (error.message === 'Query read timeout') this.connection.stream.destroy(error);
  }
}

function lookAfterHeld(pool: pg.Pool, lookMs: number): void {
  const looking = new WeakMap<pg.PoolClient, NodeJS.Timeout>();
  pool.on('acquire', (client) => {
    const look = (): void => void client.query('SELECT 1').catch(() => undefined);
    looking.set(client, setInterval(look, lookMs).unref());
  });
  pool.on('release', (_error, client) => clearInterval(looking.get(client)));
}
