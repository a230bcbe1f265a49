import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  port: number;
  server: Server;
  hits: IncomingMessage[];
  close(): Promise<void>;
}

/** A server on one address of the loopback network: 127.0.0.2 plays the public internet, 127.0.0.1 what is ours. */
export async function startLoopback(host: string, port: number, listener: RequestListener): Promise<LoopbackServer> {
  const hits: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    hits.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    server,
    hits,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
