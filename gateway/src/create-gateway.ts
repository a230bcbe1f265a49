import fastifyReplyFrom from '@fastify/reply-from';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  answerUnreadableAddress,
  type Logger,
  NestLogger,
  rateLimitHeaders,
  registerRequestHooks,
} from '@throughline/platform';
import type { FastifyInstance } from 'fastify';
import { resolve } from 'node:path';
import { Edge } from './edge/edge.js';
import { refuse } from './edge/edge.errors.js';
import type { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { isCanonicalPath } from './routing/canonical-path.js';
import { DATA_POLICY, securityHeaders } from './web/security-headers.js';
import { WebApp } from './web/web-app.js';

const CONNECTIONS_PER_UPSTREAM = 128;

/** The gateway, wired and not yet listening. The same for production and tests. */
export async function createGateway(config: GatewayConfig, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    forceCloseConnections: 'idle',
    trustProxy: config.TRUSTED_PROXIES?.split(',').map((range) => range.trim()) ?? false,
    frameworkErrors: answerUnreadableAddress,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  registerRequestHooks(fastify, logger);
  registerEdgeHooks(fastify, config);
  passBodiesThrough(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.with(config, logger), adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  await fastify.register(fastifyReplyFrom, {
    undici: { connections: CONNECTIONS_PER_UPSTREAM, pipelining: 1 },
    disableCache: true, // paths hold ids: a cache of them only grows
    disableRequestLogging: true,
    destroyAgent: true,
  });
  if (config.WEB_DIR) {
    await fastify.register(fastifyStatic, {
      root: resolve(config.WEB_DIR),
      serve: false,
      preCompressed: true,
      cacheControl: false,
    });
  }
  registerEdgeRoute(fastify, app);
  return app;
}

/** Before anything else of a request is looked at: its path has one spelling. And every answer is locked down. */
function registerEdgeHooks(fastify: FastifyInstance, config: GatewayConfig): void {
  const headers = securityHeaders(config.PUBLIC_URL);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    // Headers of a hijacked reply are its own to write.
    for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
    const path = (request.raw.url ?? '').split('?', 1)[0] ?? '';
    done(isCanonicalPath(path) ? undefined : refuse('not_found'));
  });
  fastify.decorateRequest('consumptions', null);
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    // Here, because the problem filter has a Retry-After of its own.
    if (request.consumptions) reply.headers(rateLimitHeaders(request.consumptions));
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', DATA_POLICY);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    // What is left of a body that nobody reads must not be taken for the next request, nor keep the connection.
    if (!request.raw.complete) reply.header('connection', 'close');
    if (reply.statusCode === 401) reply.header('www-authenticate', 'Bearer');
    done();
  });
}

/** No body is parsed here: whatever its type, it is a stream for the service to read. */
function passBodiesThrough(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

function registerEdgeRoute(fastify: FastifyInstance, app: NestFastifyApplication): void {
  const edge = app.get(Edge);
  const web = app.get(WebApp);
  fastify.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    handler: async (request, reply) => {
      const path = request.raw.url?.split('?', 1)[0] ?? '';
      if (web.answers(request, path)) await web.serve(request, reply, path);
      else await edge.handle(request, reply);
      return reply;
    },
  });
}
