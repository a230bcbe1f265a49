import pg from 'pg';
import { type Broadcast, type BroadcastListener, PROBE_MS } from './broadcast.js';

const RECONNECT_MS = 500;

/** LISTEN and NOTIFY on the database of the queues, over one connection that is opened again when it breaks. */
export async function openPostgresBroadcast(
  url: string,
  channel: string,
  listener: BroadcastListener,
): Promise<Broadcast> {
  const limits = { keepAlive: true, connectionTimeoutMillis: PROBE_MS, query_timeout: PROBE_MS };
  const pool = new pg.Pool({ connectionString: url, max: 1, ...limits });
  pool.on('error', () => undefined); // the pool replaces a broken connection
  let client: pg.Client | undefined;
  let isClosed = false;
  const reconnect = (): void => {
    if (isClosed) return;
    setTimeout(() => void connect().then(() => listener.onRestored(), reconnect), RECONNECT_MS).unref();
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, ...limits });
    next.on('error', () => undefined); // 'end' follows
    next.on('notification', ({ payload }) => listener.onMessage(payload ?? ''));
    await next.connect();
    await next
      .query(`LISTEN ${channel}`)
      .catch((error: unknown) => next.end().then(() => Promise.reject(error as Error)));
    client = next;
    next.on('end', () => {
      if (isClosed || client !== next) return;
      client = undefined;
      listener.onLost();
      reconnect();
    });
  };
  await connect();
  const probe = setInterval(() => {
    const asked = client;
    asked?.query('SELECT 1').catch(() => asked.end());
  }, PROBE_MS).unref();
  return {
    publish: async (text) => void (await pool.query('SELECT pg_notify($1, $2)', [channel, text])),
    close: async () => {
      isClosed = true;
      clearInterval(probe);
      await Promise.all([client?.end(), pool.end()]);
    },
  };
}
