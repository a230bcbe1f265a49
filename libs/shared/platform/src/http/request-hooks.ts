import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { runInContext } from '../context/request-context.js';
import { requestSeconds } from '../health/metrics.js';
import { endServerSpan, serverSpan } from '../tracing/http-spans.js';
import type { Span } from '../tracing/spans.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of this request; null before the first hook. */
    span: Span | null;
    /** The route in words that metrics and traces use, where it is not Fastify's own. */
    routeName: string | null;
  }
}

const REQUEST_ID = /^[\w-]{1,64}$/;

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Gives every request its context, echoes its id, and leaves one log line and one measurement of it. */
export function registerRequestHooks(fastify: FastifyInstance, logger: Logger): void {
  fastify.decorateRequest('span', null);
  fastify.decorateRequest('routeName', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = header(request, 'x-request-id');
    // No row is found by it, so it needs no order; and this kind is the cheapest to make.
    const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
    reply.header('x-request-id', requestId);
    request.span = serverSpan(request, header(request, 'traceparent'));
    const context = {
      span: request.span,
      traceparent: request.span.traceparent,
      requestId,
      actor: null,
      ip: header(request, 'x-forwarded-for')?.split(',')[0]?.trim() ?? request.ip,
      userAgent: header(request, 'user-agent')?.slice(0, 512) ?? null,
    };
    runInContext(context, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeName ?? request.routeOptions.url ?? 'unmatched';
    const seconds = reply.elapsedTime / 1_000;
    if (request.span) endServerSpan(request.span, request, { route, status: reply.statusCode });
    requestSeconds.observe({ method: request.method, route, status: String(reply.statusCode) }, seconds);
    logger.debug(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
    done();
  });
}
