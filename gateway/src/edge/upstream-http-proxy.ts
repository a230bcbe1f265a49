import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { clientSpan, endAtStop, endClientSpan, LinkRestingError, LOGGER, type Logger } from '@throughline/platform';
import type { OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { upstreamUrls } from '../gateway.upstreams.js';
import { CallerGoneError } from '../links/caller-gone-error.js';
import { UpstreamLinks } from '../links/upstream-links.js';
import type { Route, Upstream } from '../routing/routes.js';
import { dataHeaders } from '../web/security-headers.js';
import { AnswerRelay } from './answer-relay.js';
import { limitBody } from './body-limit.js';
import type { Call } from './call.js';
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

  /** Starts the exchange of the two streams; resolves when the answer has begun. @throws AppError where none comes */
  async send(call: Call, delivery: Delivery): Promise<void> {
    const { upstream } = delivery;
    const { response } = call;
    const span = clientSpan(call.method, this.urls[upstream], upstream);
    if (span.isTraced) {
      response.once('close', () => endClientSpan(span, response.headersSent ? response.statusCode : undefined));
    }
    const options = this.optionsOf(call, delivery, span.traceparent);
    try {
      await this.links.run(upstream, () => this.dispatched(call, { delivery, options, mayRetry: true }));
    } catch (error) {
      // Nobody is left to hear it.
      if (error instanceof CallerGoneError && response.destroyed) return;
      throw this.explain(error as Error, upstream);
    }
  }

  /** Resolves when the answer has begun. */
  private dispatched(call: Call, attempt: Attempt): Promise<void> {
    const { delivery, options, mayRetry } = attempt;
    const { response } = call;
    const keepsCookies = delivery.route.auth === 'public';
    return new Promise((onAnswer, fail) => {
      const again = (): Promise<void> => this.dispatched(call, { ...attempt, mayRetry: false });
      const relay = new AnswerRelay({
        raw: response,
        body: options.body as Readable | null,
        limitMs: delivery.route.isPatient ? Infinity : this.config.ANSWER_LIMIT_MS,
        head: (status, headers) => this.headOf(call, status, headersForCaller(headers, keepsCookies)),
        onAnswer,
        onFailure: (error) => {
          if (mayRetry && isRetryable(call, error)) setTimeout(() => void again().then(onAnswer, fail), RETRY_MS);
          else fail(blamed(call, error));
        },
      });
      if (delivery.route.endless) {
        const isEnded = endAtStop(response, () => relay.end());
        response.once('close', isEnded);
      }
      this.pools[delivery.upstream].dispatch(options, relay);
    });
  }

  private optionsOf(call: Call, delivery: Delivery, traceparent: string): Dispatcher.DispatchOptions {
    const { route, path } = delivery;
    const body = bodyOf(call, route.maxBodyBytes);
    const timeoutMs = route.endless ? 0 : this.config.UPSTREAM_TIMEOUT_MS;
    return {
      method: call.method as Dispatcher.HttpMethod,
      path: path + call.query,
      headers: headersForUpstream(call.headers, {
        authorization: delivery.authorization,
        keepsCookies: route.auth === 'public',
        hasBody: body !== null,
        requestId: call.requestId,
        traceparent,
        forwarded: { ip: call.ip, host: call.host, proto: call.protocol },
      }),
      body,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    };
  }

  /** Names and values in turn: a dozen headers cost less that way than as an object that grows by each. */
  private headOf(call: Call, status: number, said: OutgoingHttpHeaders): OutgoingHttpHeader[] {
    said['x-request-id'] = call.requestId;
    if (status === 401) delete said['www-authenticate']; // ours
    const { consumptions, raw } = call;
    const facts = { status, consumptions, isRequestRead: raw.complete, headers: said };
    const head: OutgoingHttpHeader[] = owedHeaders(this.defaults, facts);
    for (const name in said) head.push(name, said[name] ?? '');
    return head;
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

function isRetryable({ method }: Call, error: Error): boolean {
  const { code } = error as { code?: string };
  return BODYLESS.has(method) && code !== undefined && CLOSED.has(code);
}

/** A body that breaks off in the middle is the caller's doing, and looks like a failure of the upstream. */
function blamed({ raw }: Call, error: Error): Error {
  if (error instanceof AppError || !raw.destroyed || raw.complete) return error;
  return new CallerGoneError(error.message);
}

/** A body of announced length has been held against the limit, and HTTP keeps it to what it announced. */
function bodyOf({ raw, method, headers }: Call, maxBytes: number): Readable | null {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  const isEmpty = encoding === undefined && (length === undefined || length === '0');
  if (isEmpty || BODYLESS.has(method)) return null;
  return length === undefined ? limitBody(raw, maxBytes) : raw;
}
