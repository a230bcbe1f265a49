import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { clientSpan, currentContext, endClientSpan, LOGGER, type Logger } from '@throughline/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { upstreamUrls } from '../gateway.upstreams.js';
import type { Route, Upstream } from '../routing/routes.js';
import { securityHeaders } from '../web/security-headers.js';
import { AnswerRelay } from './answer-relay.js';
import { limitBody } from './body-limit.js';
import { refuse } from './edge.errors.js';
import { owedHeaders } from './owed-headers.js';
import { headersForUpstream } from './request-headers.js';
import { headersForCaller } from './response-headers.js';

export interface Delivery {
  route: Route;
  upstream: Upstream;
  /** As the upstream knows it, without the query. */
  path: string;
  authorization: string | null;
}

const CONNECTIONS_PER_UPSTREAM = 128;
const RETRY_MS = 10;
/** The upstream closed an idle connection at the moment we used it: nothing was processed. */
const CLOSED = new Set(['UND_ERR_SOCKET', 'ECONNRESET']);
const BODYLESS = new Set(['GET', 'HEAD']);

/** Passes a request on and its answer back, both as streams. */
@Injectable()
export class UpstreamHttpProxy implements OnApplicationShutdown {
  private readonly urls: Record<Upstream, URL>;
  private readonly pools: Record<Upstream, Pool>;
  private readonly security: Readonly<Record<string, string>>;

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const urls = Object.entries(upstreamUrls(config)).map(([name, url]) => [name, new URL(url)] as const);
    const poolOf = ({ origin }: URL): Pool =>
      new Pool(origin, { connections: CONNECTIONS_PER_UPSTREAM, pipelining: 1 });
    this.urls = Object.fromEntries(urls) as Record<Upstream, URL>;
    this.pools = Object.fromEntries(urls.map(([name, url]) => [name, poolOf(url)])) as Record<Upstream, Pool>;
    this.security = securityHeaders(config.PUBLIC_URL);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool) => pool.destroy()));
  }

  /** Starts the exchange of the two streams; the reply answers 503 when the upstream does not. */
  send(request: FastifyRequest, reply: FastifyReply, delivery: Delivery): void {
    const span = clientSpan(request.method, this.urls[delivery.upstream], delivery.upstream);
    reply.raw.once('close', () => endClientSpan(span, reply.raw.headersSent ? reply.raw.statusCode : undefined));
    const options = this.optionsOf(request, delivery, span.traceparent);
    this.dispatch(request, reply, { delivery, options, mayRetry: true });
  }

  private dispatch(request: FastifyRequest, reply: FastifyReply, attempt: Attempt): void {
    const { delivery, options, mayRetry } = attempt;
    const keepsCookies = delivery.route.auth === 'public';
    const relay = new AnswerRelay({
      raw: reply.raw,
      head: (status, headers) => {
        reply.hijack();
        return this.headOf(request, reply, { status, headers: headersForCaller(headers, keepsCookies) });
      },
      onFailure: (error) => {
        if (mayRetry && isRetryable(request, error)) {
          setTimeout(() => this.dispatch(request, reply, { ...attempt, mayRetry: false }), RETRY_MS);
        } else {
          void reply.send(this.explain(error, delivery.upstream));
        }
      },
    });
    this.pools[delivery.upstream].dispatch(options, relay);
  }

  private optionsOf(request: FastifyRequest, delivery: Delivery, traceparent: string): Dispatcher.DispatchOptions {
    const { route, path } = delivery;
    const body = bodyOf(request, route.maxBodyBytes);
    const timeoutMs = route.endless ? 0 : this.config.UPSTREAM_TIMEOUT_MS;
    return {
      method: request.method as Dispatcher.HttpMethod,
      path: path + queryOf(request),
      headers: this.headersOf(request, delivery, { hasBody: body !== null, traceparent }),
      body,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    };
  }

  private headersOf(
    request: FastifyRequest,
    delivery: Delivery,
    { hasBody, traceparent }: { hasBody: boolean; traceparent: string },
  ): IncomingHttpHeaders {
    return headersForUpstream(request.headers, {
      authorization: delivery.authorization,
      keepsCookies: delivery.route.auth === 'public',
      hasBody,
      requestId: currentContext()?.requestId ?? '',
      traceparent,
      forwarded: { ip: request.ip, host: request.host, proto: request.protocol },
    });
  }

  private headOf(request: FastifyRequest, reply: FastifyReply, { status, headers }: Head): OutgoingHttpHeaders {
    const own: OutgoingHttpHeaders = Object.assign(headers, reply.getHeaders());
    const { consumptions } = request;
    const isRequestRead = request.raw.complete;
    return Object.assign(own, owedHeaders(this.security, { status, consumptions, isRequestRead, headers: own }));
  }

  private explain(error: Error, upstream: Upstream): AppError {
    if (error instanceof AppError) return error; // our own refusal of a body that went over its limit
    this.logger.warn({ err: error, upstream }, 'the upstream did not answer');
    return refuse('upstream_unavailable');
  }
}

interface Attempt {
  delivery: Delivery;
  options: Dispatcher.DispatchOptions;
  mayRetry: boolean;
}

interface Head {
  status: number;
  headers: OutgoingHttpHeaders;
}

function isRetryable(request: FastifyRequest, error: Error): boolean {
  const { code } = error as { code?: string };
  return BODYLESS.has(request.method) && code !== undefined && CLOSED.has(code);
}

/** A body of announced length has been held against the limit, and HTTP keeps it to what it announced. */
function bodyOf(request: FastifyRequest, maxBytes: number): Readable | null {
  if (!(request.body instanceof Readable) || BODYLESS.has(request.method)) return null;
  return request.headers['content-length'] === undefined ? limitBody(request.body, maxBytes) : request.body;
}

function queryOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '';
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
