import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Dispatcher, Pool } from 'undici';

// The least that a proxy on Node can do: Node's own server and the client that the gateway uses, with nginx's two
// headers and nothing else. No route, credential, limit, trace or measurement, no security header: what the gateway
// adds to it is its own, what it has in common with it is Node's.
const pool = new Pool(`http://127.0.0.1:${process.argv[2]}`, { connections: 128, pipelining: 1 });
let requests = 0;

class Relay implements Dispatcher.DispatchHandler {
  readonly #raw: ServerResponse;
  #length = Number.NaN;

  constructor(raw: ServerResponse) {
    this.#raw = raw;
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#length = Number(headers['content-length'] ?? Number.NaN);
    this.#raw.writeHead(status, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (chunk.length === this.#length && chunk.length < 16_384)
      return void this.#raw.end(chunk.toString('latin1'), 'latin1');
    if (this.#raw.write(chunk)) return;
    controller.pause();
    this.#raw.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    if (!this.#raw.writableEnded) this.#raw.end();
  }

  onResponseError(): void {
    this.#raw.destroy();
  }
}

function pass(request: IncomingMessage, response: ServerResponse): void {
  const { connection: _, ...headers } = request.headers;
  headers['x-forwarded-for'] = request.socket.remoteAddress;
  headers['x-request-id'] = String(++requests);
  const method = request.method as Dispatcher.HttpMethod;
  const body = method === 'GET' ? null : request;
  pool.dispatch({ method, path: request.url ?? '/', headers, body }, new Relay(response));
}

const server = createServer({ optimizeEmptyRequests: true, keepAliveTimeout: 300_000 }, pass);
server.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }, () => {
  const address = server.address();
  process.send?.({ ready: true, port: typeof address === 'object' && address ? address.port : 0 });
});
process.once('disconnect', () => process.exit());
