import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { runInContext } from '../context/request-context.js';
import type { Span } from '../tracing/spans.js';
import { closeRequest, openRequest } from './request-record.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of this request; null before the first hook. */
    span: Span | null;
    /** The route in words that metrics and traces use, where it is not Fastify's own. */
    routeName: string | null;
  }
}

/** Gives every request its context, echoes its id, and leaves one log line and one measurement of it. */
export function registerRequestHooks(fastify: FastifyInstance, logger: Logger): void {
  fastify.decorateRequest('span', null);
  fastify.decorateRequest('routeName', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    const context = openRequest(request);
    reply.header('x-request-id', context.requestId);
    request.span = context.span;
    runInContext(context, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeName ?? request.routeOptions.url ?? 'unmatched';
    const answer = { route, status: reply.statusCode, seconds: reply.elapsedTime / 1_000 };
    if (request.span) closeRequest(request, request.span, answer, logger);
    done();
  });
}
