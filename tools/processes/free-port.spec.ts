import { createServer, type AddressInfo, type Server } from 'node:net';
import { choosePort } from './free-port.ts';

function listen(host: string): Promise<{ server: Server; port: number }> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, host, () => done({ server, port: (server.address() as AddressInfo).port }));
  });
}

describe('choosePort', () => {
  it.each(['127.0.0.1', '0.0.0.0'])('moves away from a listener on %s and comes back when it ends', async (host) => {
    const { server, port } = await listen(host);
    expect(await choosePort(port)).not.toBe(port);
    await new Promise((done) => server.close(done));
    expect(await choosePort(port)).toBe(port);
  });

  it('does not give out a port that is promised to another', async () => {
    const { server, port } = await listen('127.0.0.1');
    await new Promise((done) => server.close(done));
    expect(await choosePort(port, new Set([port]))).not.toBe(port);
  });
});
