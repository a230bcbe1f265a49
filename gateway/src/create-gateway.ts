import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  answerUnreadableAddress,
  type Logger,
  NestLogger,
  registerEndAtStop,
  registerRequestHooks,
} from '@throughline/platform';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { refuse } from './edge/edge.errors.js';
import { FrontDoor } from './edge/front-door.js';
import { defaultHeaders, owedHeaders } from './edge/owed-headers.js';
import { pathOf } from './edge/request-path.js';
import { type GatewayConfig, trustedProxies } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { LiveEdge } from './live/live-edge.js';
import { isCanonicalPath } from './routing/canonical-path.js';
import { pageHeaders } from './web/security-headers.js';
import { WebApp } from './web/web-app.js';

/** The gateway, wired and not yet listening. The same for production and tests. */
export async function createGateway(config: GatewayConfig, logger: Logger): Promise<NestFastifyApplication> {
  const trusted = trustedProxies(config);
  const adapter = new FastifyAdapter({
    forceCloseConnections: 'idle',
    skipMiddie: true, // there is no Express middleware here
    http: { optimizeEmptyRequests: true }, // most requests have no body: no stream is made ready for it
    trustProxy: trusted.length > 0 ? trusted : false,
    frameworkErrors: answerUnreadableAddress,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  registerRequestHooks(fastify, logger);
  registerEndAtStop(fastify);
  registerEdgeHooks(fastify, config);
  passBodiesThrough(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.with(config, logger), adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  if (config.WEB_DIR) {
    await fastify.register(fastifyStatic, {
      root: resolve(config.WEB_DIR),
      serve: false,
      preCompressed: true,
      cacheControl: false,
    });
  }
  registerOwnRoute(fastify, app);
  openFrontDoor(fastify, app);
  return app;
}

/** Before anything else of a request is looked at: its path has one spelling. And every answer is locked down. */
function registerEdgeHooks(fastify: FastifyInstance, config: GatewayConfig): void {
  const defaults = defaultHeaders(pageHeaders(config.PUBLIC_URL));
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(isCanonicalPath(pathOf(request)) ? undefined : refuse('not_found'));
  });
  fastify.decorateRequest('consumptions', null);
  // Answers of an upstream do not come by here: the proxy writes them, with the same headers.
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const { consumptions } = request;
    const facts = { status: reply.statusCode, isRequestRead: request.raw.complete, headers: reply.getHeaders() };
    const owed = owedHeaders(defaults, { ...facts, consumptions });
    for (let at = 0; at < owed.length; at += 2) reply.header(owed[at] ?? '', owed[at + 1]);
    done();
  });
}

/** No body is parsed here: whatever its type, it is a stream for the service to read. */
function passBodiesThrough(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/** What no controller has: the web app and the live view, or there is nothing. */
function registerOwnRoute(fastify: FastifyInstance, app: NestFastifyApplication): void {
  const live = app.get(LiveEdge);
  const web = app.get(WebApp);
  fastify.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    // Not a promise for Fastify to await: it would watch the reply with a stream of events of its own.
    handler: (request, reply) => {
      const path = pathOf(request);
      const answered = web.answers(request, path) ? web.serve(request, reply, path) : live.open(request, reply);
      answered.catch((error: unknown) => void reply.send(error));
    },
  });
}

/** On Fastify's server, with its settings, timeouts and way to stop: our own listener asks first. */
function openFrontDoor(fastify: FastifyInstance, app: NestFastifyApplication): void {
  const door = app.get(FrontDoor);
  const { server } = fastify;
  const others = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request').on('request', (raw: IncomingMessage, response: ServerResponse) => {
    if (!door.takes(raw, response)) for (const other of others) other(raw, response);
  });
  fastify.addHook('preClose', (done) => {
    door.close();
    done();
  });
}
