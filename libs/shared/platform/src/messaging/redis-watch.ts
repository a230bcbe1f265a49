import type { Redis } from 'ioredis';

const EVERY_MS = 5_000;
const LIMIT_MS = 10_000;

/**
 * Ends the connection whenever its server has not answered for so long: half of it may be gone without a word, and what
 * was sent on it would wait for the quarter of an hour that the operating system does. ioredis makes another one and
 * sends it again. A connection that is not opened yet is left alone; the watch ends with the connection.
 */
export function watchRedis(connection: Redis, { everyMs = EVERY_MS, limitMs = LIMIT_MS } = {}): void {
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (isAsking || connection.status === 'wait') return;
    isAsking = true;
    const late = setInterval(() => isOpen(connection) && connection.disconnect(true), limitMs).unref();
    const startAnew = (): void => void late.refresh(); // a new socket has all of the time
    connection.on('connect', startAnew);
    await connection.ping().catch(() => undefined);
    connection.off('connect', startAnew);
    clearInterval(late);
    isAsking = false;
  };
  const asking = setInterval(() => void ask(), everyMs).unref();
  connection.once('end', () => clearInterval(asking));
}

/** There is a socket. While there is none, ioredis makes one by itself, and a second wish would keep it from that. */
function isOpen({ status }: Redis): boolean {
  return status === 'ready' || status === 'connect';
}
