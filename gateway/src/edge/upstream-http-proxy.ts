import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import {
  clientSpan,
  currentContext,
  endAtStop,
  endClientSpan,
  LinkRestingError,
  LOGGER,
  type Logger,
} from '@throughline/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders, OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { upstreamUrls } from '../gateway.upstreams.js';
import { CallerGoneError } from '../links/caller-gone-error.js';
import { UpstreamLinks } from '../links/upstream-links.js';
import type { Route, Upstream } from '../routing/routes.js';
import { dataHeaders } from '../web/security-headers.js';
import { AnswerRelay } from './answer-relay.js';
import { limitBody } from './body-limit.js';
import { refuse } from './edge.errors.js';
import { defaultHeaders, owedHeaders } from './owed-headers.js';
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
const CONNECT_MS = 5_000;
const RETRY_MS = 10;
/** The upstream closed an idle connection at the moment we used it: nothing was processed. */
const CLOSED = new Set(['UND_ERR_SOCKET', 'ECONNRESET']);
const BODYLESS = new Set(['GET', 'HEAD']);

/** Passes a request on and its answer back, both as streams. */
@Injectable()
export class UpstreamHttpProxy implements OnApplicationShutdown {
  private readonly urls: Record<Upstream, URL>;
  private readonly pools: Record<Upstream, Pool>;
  private readonly defaults: ReturnType<typeof defaultHeaders>;

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly links: UpstreamLinks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const urls = Object.entries(upstreamUrls(config)).map(([name, url]) => [name, new URL(url)] as const);
    const poolOf = ({ origin }: URL): Pool =>
      new Pool(origin, { connections: CONNECTIONS_PER_UPSTREAM, pipelining: 1, connect: { timeout: CONNECT_MS } });
    this.urls = Object.fromEntries(urls) as Record<Upstream, URL>;
    this.pools = Object.fromEntries(urls.map(([name, url]) => [name, poolOf(url)])) as Record<Upstream, Pool>;
    this.defaults = defaultHeaders(dataHeaders(config.PUBLIC_URL));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool) => pool.destroy()));
  }

  /** Starts the exchange of the two streams; the reply answers 503 when the upstream does not. */
  send(request: FastifyRequest, reply: FastifyReply, delivery: Delivery): void {
    const { upstream } = delivery;
    const span = clientSpan(request.method, this.urls[upstream], upstream);
    if (span.isTraced) {
      reply.raw.once('close', () => endClientSpan(span, reply.raw.headersSent ? reply.raw.statusCode : undefined));
    }
    const options = this.optionsOf(request, delivery, span.traceparent);
    this.links
      .run(upstream, () => this.dispatched(request, reply, { delivery, options, mayRetry: true }))
      .catch((error: Error) => this.refuse(reply, error, upstream));
  }

  /** Resolves when the answer has begun. */
  private dispatched(request: FastifyRequest, reply: FastifyReply, attempt: Attempt): Promise<void> {
    const { delivery, options, mayRetry } = attempt;
    const keepsCookies = delivery.route.auth === 'public';
    return new Promise((onAnswer, fail) => {
      const again = (): Promise<void> => this.dispatched(request, reply, { ...attempt, mayRetry: false });
      const relay = new AnswerRelay({
        raw: reply.raw,
        body: options.body as Readable | null,
        limitMs: delivery.route.isPatient ? Infinity : this.config.ANSWER_LIMIT_MS,
        head: (status, headers) => {
          reply.hijack();
          return this.headOf(request, reply, { status, headers: headersForCaller(headers, keepsCookies) });
        },
        onAnswer,
        onFailure: (error) => {
          if (mayRetry && isRetryable(request, error)) setTimeout(() => void again().then(onAnswer, fail), RETRY_MS);
          else fail(blamed(request, error));
        },
      });
      if (delivery.route.endless) {
        const isEnded = endAtStop(reply, () => relay.end());
        reply.raw.once('close', isEnded);
      }
      this.pools[delivery.upstream].dispatch(options, relay);
    });
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

  /** Names and values in turn: a dozen headers cost less that way than as an object that grows by each. */
  private headOf(request: FastifyRequest, reply: FastifyReply, { status, headers }: Head): OutgoingHttpHeader[] {
    const said: OutgoingHttpHeaders = Object.assign(headers, reply.getHeaders());
    if (status === 401) delete said['www-authenticate']; // ours
    const { consumptions } = request;
    const isRequestRead = request.raw.complete;
    const head: OutgoingHttpHeader[] = owedHeaders(this.defaults, {
      status,
      consumptions,
      isRequestRead,
      headers: said,
    });
    for (const name in said) head.push(name, said[name] ?? '');
    return head;
  }

  private refuse(reply: FastifyReply, error: Error, upstream: Upstream): void {
    if (error instanceof CallerGoneError && reply.raw.destroyed) return;
    void reply.send(this.explain(error, upstream));
  }

  private explain(error: Error, upstream: Upstream): AppError {
    if (error instanceof AppError) return error; // our own refusal of a body that went over its limit
    if (!(error instanceof LinkRestingError)) this.logger.warn({ err: error, upstream }, 'the upstream did not answer');
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

/** A body that breaks off in the middle is the caller's doing, and looks like a failure of the upstream. */
function blamed({ raw }: FastifyRequest, error: Error): Error {
  if (error instanceof AppError || !raw.destroyed || raw.complete) return error;
  return new CallerGoneError(error.message);
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
