import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { pino } from 'pino';
import { PgListener } from './pg-listener.js';

const ATTEMPTS = 8;

class HastyListener extends PgListener {
  override reconnectMs = 5;
}

const listenerOf = (server: Server, user = 'u'): HastyListener => {
  const { port } = server.address() as AddressInfo;
  return new HastyListener({ DATABASE_URL: `postgres://${user}:p@127.0.0.1:${port}/d` }, pino({ level: 'silent' }));
};

/** A server that refuses everybody after a moment, counts who is there at once, and notes what each says first. */
async function startRefusing(attempts: number): Promise<{ server: Server; most: Promise<number>; heard: string[] }> {
  let [taken, open, most] = [0, 0, 0];
  const heard: string[] = [];
  const server = createServer();
  const counted = new Promise<number>((resolve) => {
    server.on('connection', (socket: Socket) => {
      [taken, open] = [taken + 1, open + 1];
      most = Math.max(most, open);
      socket.on('error', () => undefined).on('close', () => (open -= 1));
      socket.on('data', (data) => heard.push(data.toString()) && setTimeout(() => socket.destroy(), 20));
      if (taken === attempts) resolve(most);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, most: counted, heard };
}

describe('PgListener', () => {
  it('makes one new connection for each that is refused', async () => {
    const { server, most } = await startRefusing(ATTEMPTS);
    const listener = listenerOf(server);
    await listener.onModuleInit();
    expect(await most).toBe(1);
    await listener.beforeApplicationShutdown();
    server.close();
  });

  it('makes none once it is stopped, though it waits to make one', async () => {
    const { server, most, heard } = await startRefusing(ATTEMPTS);
    const [stopped, other] = [listenerOf(server, 'stopped'), listenerOf(server, 'other')];
    await stopped.onModuleInit();
    await stopped.beforeApplicationShutdown();
    await other.onModuleInit();
    await most;
    await other.beforeApplicationShutdown();
    server.close();
    expect(heard.filter((said) => said.includes('stopped'))).toHaveLength(1);
  });
});
