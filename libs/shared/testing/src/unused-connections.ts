import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps an eye on the connections that have had no request yet, and returns what ends them. A client that gives a
 * request up may have opened one for it; Node takes it for one in use, and a server that closes waits a minute for it.
 */
export function trackUnusedConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return () => {
    for (const socket of unused) socket.destroy();
  };
}
