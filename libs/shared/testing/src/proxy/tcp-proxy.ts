import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { Link, type LinkConditions, type LinkFault, type Watcher } from './link.js';

/**
 * A TCP proxy on loopback with the faults of a network: delay, drip, cut and half-open. Faults may be changed at any
 * time and count for chunks from then on.
 */
export class TcpProxy implements LinkConditions {
  fault: LinkFault = {};
  watch: Watcher | undefined;
  private readonly links = new Set<Link>();

  private constructor(
    private readonly listener: Server,
    target: { host: string; port: number },
  ) {
    listener.on('connection', (client) => {
      const link = new Link(client, connect(target), this);
      this.links.add(link);
      client.on('close', () => this.links.delete(link));
    });
  }

  static async to(target: { host: string; port: number }): Promise<TcpProxy> {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return new TcpProxy(listener, target);
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** The URL with the proxy in the place of the server. */
  through(url: string): string {
    const proxied = new URL(url);
    proxied.host = `127.0.0.1:${this.port}`;
    proxied.searchParams.delete('host'); // a socket's folder, which for PostgreSQL counts more
    return proxied.href;
  }

  cutAll(): void {
    for (const link of this.links) link.cut();
  }

  halfOpenAll(): void {
    for (const link of this.links) link.halfOpen();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.listener.close(resolve));
  }
}
