import { Inject, Injectable } from '@nestjs/common';
import { closeRequest, LOGGER, type Logger, openRequest, problemAnswer, runInContext } from '@throughline/platform';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { GATEWAY_CONFIG, type GatewayConfig, trustedProxies } from '../gateway.config.js';
import { isCanonicalPath } from '../routing/canonical-path.js';
import { matchRoute } from '../routing/route-match.js';
import { dataHeaders } from '../web/security-headers.js';
import type { Call } from './call.js';
import { type Destination, Edge } from './edge.js';
import { defaultHeaders, owedHeaders } from './owed-headers.js';
import { peerReader } from './peer.js';
import { splitUrl } from './request-path.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const unheard = (): void => undefined;

/**
 * Before Fastify: takes the requests that are for a service, which are almost all. They need no router, no hooks and no
 * reply of Fastify's, and going without takes a tenth off what a request costs (docs/measured.md).
 */
@Injectable()
export class FrontDoor {
  private readonly peerOf: ReturnType<typeof peerReader>;
  private readonly defaults: ReturnType<typeof defaultHeaders>;
  private isClosed = false;

  constructor(
    private readonly edge: Edge,
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.peerOf = peerReader(trustedProxies(config));
    this.defaults = defaultHeaders(dataHeaders(config.PUBLIC_URL));
  }

  /** Answers the request, sooner or later, where it is for a service; false leaves it to others. */
  takes(raw: IncomingMessage, response: ServerResponse): boolean {
    if (this.isClosed) return false;
    const { method = '', headers } = raw;
    const { path, query } = splitUrl(raw.url);
    const destination = destinationOf(method, path);
    if (!destination) return false;
    const startedMs = performance.now();
    const peer = this.peerOf(raw);
    const arrived = { raw, method, headers, ...peer };
    const context = openRequest(arrived);
    const call = { ...arrived, response, path, query, requestId: context.requestId, consumptions: null };
    // An error without a listener would end the process; whoever writes finds out by 'close'.
    response.on('error', unheard).once('close', () => {
      const seconds = (performance.now() - startedMs) / 1_000;
      const answer = { route: destination.route.path, status: response.statusCode, seconds };
      closeRequest(arrived, context.span, answer, this.logger);
    });
    void runInContext(context, () => this.edge.handle(call, destination).catch((error) => this.refuse(call, error)));
    return true;
  }

  /** From now on all is left to Fastify, which refuses while it closes. */
  close(): void {
    this.isClosed = true;
  }

  private refuse(call: Call, error: unknown): void {
    const { raw, response, path, consumptions } = call;
    const { problem, headers } = problemAnswer(error, path);
    const { status, code } = problem;
    if (status >= 500) this.logger.error({ err: error, code }, 'request failed');
    if (response.headersSent || response.destroyed) return void response.destroy();
    const body = Buffer.from(JSON.stringify(problem));
    const said: OutgoingHttpHeaders = { ...headers, 'x-request-id': call.requestId, 'content-length': body.length };
    const facts = { status, consumptions, isRequestRead: raw.complete, headers: said };
    const owed = owedHeaders(this.defaults, facts);
    for (let at = 0; at < owed.length; at += 2) said[owed[at] ?? ''] = owed[at + 1];
    response.writeHead(status, said).end(body);
  }
}

/** The service that a request is for; undefined for every other address and method. */
function destinationOf(method: string, path: string): Destination | undefined {
  if (!METHODS.has(method) || !isCanonicalPath(path)) return undefined;
  const match = matchRoute(path);
  if (!match || match.route.upstream === 'live') return undefined;
  return { route: match.route, upstream: match.route.upstream, org: match.org };
}
