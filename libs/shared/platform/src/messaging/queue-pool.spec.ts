import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type pg from 'pg';
import { openQueuePool } from './queue-pool.js';

const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const WELCOME = Buffer.concat([Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]), READY]);
const EMPTY_ANSWER = Buffer.concat([Buffer.from([0x49, 0, 0, 0, 4]), READY]);
const LIMITS = { answerMs: 200, lookMs: 250 };

type Manner = 'deaf' | 'dumb' | 'sound';

/** A server that is deaf from the start, lets everybody in and then says no more, or has an answer to everything. */
async function startServer(manner: Manner): Promise<{ server: Server; asked(): number; url: string }> {
  let asked = 0;
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => {
        if (manner === 'deaf') return;
        socket.write(WELCOME);
        socket.on('data', () => {
          asked += 1;
          if (manner === 'sound') socket.write(EMPTY_ANSWER);
        });
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, asked: () => asked, url: `postgres://u:p@127.0.0.1:${(server.address() as AddressInfo).port}/d` };
}

describe('the pool of the queues', () => {
  let pool: pg.Pool;
  let server: Server;
  let asked: () => number;
  const open = async (manner: Manner): Promise<void> => {
    const started = await startServer(manner);
    [server, asked] = [started.server, started.asked];
    pool = openQueuePool({ connectionString: started.url, max: 1 }, LIMITS);
  };
  afterEach(async () => {
    await pool.end();
    server.close();
  });

  it('gives up a connection that is not made', async () => {
    await open('deaf');
    await expect(pool.query('SELECT 1')).rejects.toThrow('connection timeout');
    expect(pool.totalCount).toBe(0);
  });

  it('gives up a statement that has no answer, and the connection with it', async () => {
    await open('dumb');
    await expect(pool.query('SELECT 1')).rejects.toThrow('Query read timeout');
    expect(pool.totalCount).toBe(0);
  });

  it('tells whoever listens on a connection that it was lost', async () => {
    await open('dumb');
    const client = await pool.connect();
    const [error] = (await once(client, 'error')) as [Error];
    expect(error.message).toBe('Query read timeout');
    client.release(true);
    expect(pool.totalCount).toBe(0);
  });

  it('asks one that answers again and again, and leaves it', async () => {
    await open('sound');
    const client = await pool.connect();
    const lost = jest.fn();
    client.on('error', lost);
    while (asked() < 3) await once(client, 'drain');
    client.release();
    expect(lost).not.toHaveBeenCalled();
    expect(pool.idleCount).toBe(1);
  });
});
