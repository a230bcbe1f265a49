import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { pino } from 'pino';
import { PgListener } from './pg-listener.js';

const ATTEMPTS = 8;

class HastyListener extends PgListener {
  override reconnectMs = 5;
}

/** A server that refuses everybody after a moment, and counts who is there at once. */
async function startRefusing(attempts: number): Promise<{ server: Server; most: Promise<number> }> {
  let [taken, open, most] = [0, 0, 0];
  const server = createServer();
  const counted = new Promise<number>((resolve) => {
    server.on('connection', (socket: Socket) => {
      [taken, open] = [taken + 1, open + 1];
      most = Math.max(most, open);
      socket.on('error', () => undefined).on('close', () => (open -= 1));
      socket.on('data', () => setTimeout(() => socket.destroy(), 20));
      if (taken === attempts) resolve(most);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, most: counted };
}

describe('PgListener', () => {
  it('makes one new connection for each that is refused', async () => {
    const { server, most } = await startRefusing(ATTEMPTS);
    const { port } = server.address() as AddressInfo;
    const config = { DATABASE_URL: `postgres://u:p@127.0.0.1:${port}/d` };
    const listener = new HastyListener(config, pino({ level: 'silent' }));
    await listener.onModuleInit();
    expect(await most).toBe(1);
    await listener.beforeApplicationShutdown();
    server.close();
  });
});
