import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { continueTrace, runInContext } from '../context/request-context.js';
import { impatientClient } from './impatient-client.js';

const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]); // authenticated, ready for a query
const context = (ip: string | null) => ({
  traceparent: continueTrace(undefined),
  requestId: 'r',
  actor: null,
  ip,
  userAgent: null,
});

/** A server that lets everybody in and then says no more. */
function silentServer(): Promise<Server> {
  const server = createServer((socket) => {
    socket.once('data', () => socket.write(WELCOME));
    socket.on('error', () => undefined);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('a connection to a server that stands still', () => {
  let server: Server;
  beforeAll(async () => {
    server = await silentServer();
  });
  afterAll(() => void server.close());

  const connected = async (limitMs: number) => {
    const { port } = server.address() as AddressInfo;
    const client = new (impatientClient(limitMs))({ host: '127.0.0.1', port, user: 'u', password: 'p' });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  it('is ended for a request, as one that was lost', async () => {
    const client = await connected(50);
    await expect(runInContext(context('127.0.0.1'), () => client.query('SELECT 1'))).rejects.toThrow(
      /^Connection terminated/,
    );
  });

  it('is waited for by what is no request', async () => {
    const client = await connected(1);
    const job = runInContext(context(null), () => client.query('SELECT 1'));
    await runInContext(context('127.0.0.1'), () => client.query('SELECT 2')).catch(() => undefined);
    await expect(job).rejects.toThrow(/^Connection terminated/); // only now, with the connection
  });
});
