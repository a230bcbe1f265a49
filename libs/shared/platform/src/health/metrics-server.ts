import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../context/root-logger.js';
import type { MetricsConfig } from './metrics.config.js';

/** Prometheus asks again after this long at the latest; an idle connection of its own is kept no longer. */
const IDLE_MS = 65_000;
const REQUEST_MS = 5_000;

/**
 * Serves /metrics on a port of its own, so that what strangers reach has no such address at all, whatever stands in
 * front of it. Lives as long as the process, to its last second: how a process stops is worth seeing.
 */
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly text: () => Promise<string>,
    private readonly config: MetricsConfig,
    private readonly logger: Logger,
  ) {}

  /** Where it listens; undefined when it does not. */
  get port(): number | undefined {
    return (this.server?.address() as AddressInfo | null | undefined)?.port;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT: port, METRICS_HOST: host } = this.config;
    if (port === undefined) return;
    const server = createServer({ requestTimeout: REQUEST_MS, keepAliveTimeout: IDLE_MS }, (request, response) => {
      const isAsked = request.method === 'GET' && request.url?.split('?', 1)[0] === '/metrics';
      if (!isAsked) return void response.writeHead(404).end();
      this.text().then(
        (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text),
        (error: unknown) => {
          this.logger.warn({ err: error }, 'metrics could not be collected');
          response.writeHead(500).end();
        },
      );
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    this.server = server;
    this.logger.info({ port: this.port }, 'metrics');
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
