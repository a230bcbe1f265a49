import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { eventually } from '../eventually.js';
import { TcpProxy } from './tcp-proxy.js';

describe('the proxy with the faults of a network', () => {
  let server: Server;
  let proxy: TcpProxy;
  let heard: string;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    heard = '';
    server = createServer((socket) =>
      socket.on('data', (chunk) => void ((heard += String(chunk)), socket.write(chunk))),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy = await TcpProxy.to({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await proxy.close();
    server.close();
  });

  const dial = async (): Promise<{ socket: Socket; received: () => string; ended: () => boolean }> => {
    let [text, isOver] = ['', false];
    const socket = connect(proxy.port, '127.0.0.1');
    sockets.push(socket);
    socket.on('data', (chunk) => (text += String(chunk))).on('error', () => undefined);
    socket.on('close', () => (isOver = true));
    await new Promise((resolve) => socket.once('connect', resolve));
    return { socket, received: () => text, ended: () => isOver };
  };

  it('passes bytes both ways', async () => {
    const { socket, received } = await dial();
    socket.write('hello');
    await eventually(() => expect(received()).toBe('hello'));
  });

  it('delays', async () => {
    proxy.fault = { delayMs: 50 };
    const { socket, received } = await dial();
    const start = performance.now();
    socket.write('hello');
    await eventually(() => expect(received()).toBe('hello'));
    expect(performance.now() - start).toBeGreaterThan(95);
  });

  it('drips', async () => {
    proxy.fault = { bytesPerSecond: 100 };
    const { socket, received } = await dial();
    const start = performance.now();
    socket.write('hello');
    await eventually(() => expect(received()).toBe('hello'));
    expect(performance.now() - start).toBeGreaterThan(40);
  });

  it('cuts, after what was sent', async () => {
    proxy.watch = (_chunk, direction, link) => direction === 'up' && void setImmediate(() => link.cut());
    const { socket, received, ended } = await dial();
    socket.write('last words');
    await eventually(() => expect(ended()).toBe(true));
    await eventually(() => expect(heard).toBe('last words'));
    expect(received()).toBe('');
  });

  it('leaves half open', async () => {
    const { socket, received, ended } = await dial();
    socket.write('before');
    await eventually(() => expect(received()).toBe('before'));
    proxy.halfOpenAll();
    socket.write('after');
    const other = await dial();
    other.socket.write('other'); // comes through: by then the lost one would have, too
    await eventually(() => expect(other.received()).toBe('other'));
    expect([received(), heard, ended()]).toEqual(['before', 'beforeother', false]);
  });
});
