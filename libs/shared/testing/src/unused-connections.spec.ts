import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { trackUnusedConnections } from './unused-connections.js';

describe('connections without a request', () => {
  let server: Server;
  let endUnused: () => void;
  let port: number;
  beforeEach(async () => {
    server = createServer();
    endUnused = trackUnusedConnections(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('do not keep a server from closing', async () => {
    const unused = connect(port, '127.0.0.1');
    await once(server, 'connection');
    const closed = once(server.close(), 'close');
    endUnused();
    await Promise.all([closed, once(unused, 'close')]);
  });

  it('are told from those with a request under way', async () => {
    const asked = once(server, 'request');
    const answer = fetch(`http://127.0.0.1:${port}/`);
    const [, response] = (await asked) as [unknown, ServerResponse];
    endUnused();
    response.end('whole');
    expect(await (await answer).text()).toBe('whole');
  });
});
