import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';
import { pipeliningClient } from './pipelining-client.js';

const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]); // authenticated, ready for a query

describe('a pipelining connection', () => {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('data', () => {
      socket.write(WELCOME);
      socket.on('data', (chunk) => heard.push(String(chunk)));
    });
  });
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  beforeEach(() => void heard.splice(0));
  afterAll(() => void server.close());

  const connected = async (): Promise<{ client: pg.Client; socket: Socket }> => {
    const { port } = server.address() as AddressInfo;
    const client = new (pipeliningClient(pg.Client))({ host: '127.0.0.1', port, user: 'u', password: 'p' });
    client.on('error', () => undefined);
    await client.connect();
    return { client, socket: sockets.at(-1) as Socket };
  };

  it('begins a transaction with its first statements, in one packet', async () => {
    const { client, socket } = await connected();
    await client.query('START TRANSACTION'); // the server never answers
    const answers = Promise.allSettled([client.query('SELECT 1'), client.query('SELECT 2')]);
    await once(socket, 'data');
    expect(heard).toEqual([expect.stringMatching(/START TRANSACTION.*SELECT 1.*SELECT 2/s)]);
    socket.destroy();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('fails every statement under way when it is lost', async () => {
    const { client, socket } = await connected();
    const answers = Promise.allSettled(['COMMIT', 'SELECT 3'].map((sql) => client.query(sql)));
    await once(socket, 'data');
    socket.destroy();
    for (const answer of await answers) expect(answer).toMatchObject({ reason: { message: /terminated/ } });
  });
});
