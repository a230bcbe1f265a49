import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { continueTrace, runInContext } from '../context/request-context.js';
import { RequestDeadline } from '../deadline/request-deadline.js';
import { impatientClient } from './impatient-client.js';
import { pipeliningClient } from './pipelining-client.js';

const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]); // authenticated, ready for a query
const context = (ip: string | null, deadline?: RequestDeadline) => ({
  deadline,
  traceparent: continueTrace(undefined),
  requestId: 'r',
  actor: null,
  ip,
  userAgent: null,
});

/** A server that lets everybody in, and then says no more but hears all. */
function silentServer(heard: string[]): Promise<Server> {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(WELCOME);
      socket.on('data', (chunk) => heard.push(String(chunk)));
    });
    socket.on('error', () => undefined);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('a connection to a server that stands still', () => {
  let server: Server;
  const heard: string[] = [];
  beforeAll(async () => {
    server = await silentServer(heard);
  });
  afterAll(() => void server.close());

  const connected = async (ofRequest: number, ofJob = Infinity) => {
    const { port } = server.address() as AddressInfo;
    const Client = pipeliningClient(impatientClient({ ofRequest, ofJob })); // as pools have it
    const client = new Client({ host: '127.0.0.1', port, user: 'u', password: 'p' });
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

  it('is ended at the deadline of the request, where that is sooner', async () => {
    const client = await connected(60_000);
    const answer = runInContext(context('127.0.0.1', new RequestDeadline(50)), () => client.query('SELECT 3'));
    await expect(answer).rejects.toThrow(/^Connection terminated/);
  });

  it('is told nothing after it but to roll back, and not waited for', async () => {
    const client = await connected(60_000);
    const deadline = new RequestDeadline(0);
    const late = (sql: string) => runInContext(context('127.0.0.1', deadline), () => client.query(sql));
    await expect(late('COMMIT')).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await expect(late('ROLLBACK')).rejects.toThrow(/^Connection terminated/);
    expect(heard.filter((text) => /COMMIT|ROLLBACK/.test(text))).toEqual([expect.stringContaining('ROLLBACK')]);
  });

  it('is ended for a job, with more patience', async () => {
    const client = await connected(1, 50);
    await expect(runInContext(context(null), () => client.query('SELECT 1'))).rejects.toThrow(/^Connection terminated/);
  });

  it('is waited for by what is no request', async () => {
    const client = await connected(1);
    const job = runInContext(context(null), () => client.query('SELECT 1'));
    await runInContext(context('127.0.0.1'), () => client.query('SELECT 2')).catch(() => undefined);
    await expect(job).rejects.toThrow(/^Connection terminated/); // only now, with the connection
  });
});
