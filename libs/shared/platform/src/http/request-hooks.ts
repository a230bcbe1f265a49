import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { continueTrace, runInContext } from '../context/request-context.js';
import { requestSeconds } from '../health/metrics.js';

const REQUEST_ID = /^[\w-]{1,64}$/;

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Gives every request its context, echoes its id, and leaves one log line and one measurement of it. */
export function registerRequestHooks(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = header(request, 'x-request-id');
    // No row is found by it, so it needs no order; and this kind is the cheapest to make.
    const requestId = given && REQUEST_ID.test(given) ? given : randomUUID();
    reply.header('x-request-id', requestId);
    const context = {
      traceparent: continueTrace(header(request, 'traceparent')),
      requestId,
      actor: null,
      ip: header(request, 'x-forwarded-for')?.split(',')[0]?.trim() ?? request.ip,
      userAgent: header(request, 'user-agent')?.slice(0, 512) ?? null,
    };
    runInContext(context, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const seconds = reply.elapsedTime / 1_000;
    requestSeconds.observe({ method: request.method, route, status: String(reply.statusCode) }, seconds);
    logger.debug(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
    done();
  });
}
