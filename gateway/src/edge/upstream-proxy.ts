import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { clientSpan, currentContext, endClientSpan, LOGGER, type Logger } from '@throughline/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { upstreamUrls } from '../gateway.upstreams.js';
import type { Route, Upstream } from '../routing/routes.js';
import { limitBody } from './body-limit.js';
import { refuse } from './edge.errors.js';
import { headersForUpstream } from './request-headers.js';
import { headersForCaller } from './response-headers.js';

export interface Delivery {
  route: Route;
  upstream: Upstream;
  /** As the upstream knows it, without the query. */
  path: string;
  authorization: string | null;
}

const RETRY_MS = 10;
/** The upstream closed an idle connection at the moment we used it: nothing was processed. */
const CLOSED = new Set(['UND_ERR_SOCKET', 'ECONNRESET']);
const BODYLESS = new Set(['GET', 'HEAD']);

/** Passes a request on and its answer back, both as streams. */
@Injectable()
export class UpstreamProxy {
  private readonly urls: Record<Upstream, string>;

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.urls = upstreamUrls(config);
  }

  /** Starts the exchange of the two streams; the reply answers 503 when the upstream does not. */
  send(request: FastifyRequest, reply: FastifyReply, delivery: Delivery): void {
    const { route, upstream, path } = delivery;
    const keepsCookies = route.auth === 'public';
    if (request.body instanceof Readable) request.body = limitBody(request.body, route.maxBodyBytes);
    const span = clientSpan(request.method, new URL(this.urls[upstream]), upstream);
    reply.raw.once('close', () => endClientSpan(span, reply.sent ? reply.statusCode : undefined));
    reply.from(path, {
      getUpstream: () => this.urls[upstream],
      timeout: route.endless ? 0 : this.config.UPSTREAM_TIMEOUT_MS,
      rewriteRequestHeaders: () => this.headersOf(request, delivery, span.traceparent),
      rewriteHeaders: (headers) => headersForCaller(headers as IncomingHttpHeaders, keepsCookies),
      retryDelay: ({ err, attempt }) => {
        const code = (err as { code?: string } | null)?.code;
        return BODYLESS.has(request.method) && attempt === 0 && code && CLOSED.has(code) ? RETRY_MS : null;
      },
      onError: (failed, { error }) => void failed.send(this.explain(error, upstream)),
    });
  }

  private headersOf(
    request: FastifyRequest,
    { authorization, route }: Delivery,
    traceparent: string,
  ): IncomingHttpHeaders {
    return headersForUpstream(request.headers, {
      authorization,
      keepsCookies: route.auth === 'public',
      hasBody: request.body instanceof Readable && !BODYLESS.has(request.method),
      requestId: currentContext()?.requestId ?? '',
      traceparent,
      forwarded: { ip: request.ip, host: request.host, proto: request.protocol },
    });
  }

  private explain(error: Error, upstream: Upstream): AppError {
    const { cause } = error;
    if (cause instanceof AppError) return cause; // our own refusal of a body that went over its limit
    this.logger.warn({ err: cause ?? error, upstream }, 'the upstream did not answer');
    return refuse('upstream_unavailable');
  }
}
