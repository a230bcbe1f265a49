import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { decodeSpans, type CollectedSpan } from './otlp-spans.js';

/** What an OpenTelemetry collector is to a process under test: it takes OTLP over HTTP and keeps the spans. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  /** What was sent, unzipped: for tests that look for a text wherever it may stand in it. */
  readonly sent: Buffer[] = [];
  private readonly server: Server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const message = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      this.sent.push(message);
      if (request.url === '/v1/traces') this.spans.push(...decodeSpans(message));
      response.writeHead(request.url === '/v1/traces' ? 200 : 404).end();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The spans of one trace. */
  trace(traceId: string): CollectedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
