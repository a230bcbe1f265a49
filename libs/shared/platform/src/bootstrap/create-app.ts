import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestLogger } from '../context/logger.js';
import { registerDeadlines } from '../deadline/deadline-hook.js';
import { registerBodyParsers } from '../http/json-parser.js';
import { registerRequestHooks } from '../http/request-hooks.js';
import { answerUnreadableAddress } from '../http/unreadable-address.js';
import { registerEndAtStop } from '../live/end-at-stop.js';
import { PlatformModule, type PlatformOptions } from './platform.module.js';

/** A service, wired and not yet listening. The same for production and tests. */
export async function createApp(appModule: Type, options: PlatformOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256 },
    frameworkErrors: answerUnreadableAddress,
  });
  const fastify = adapter.getInstance();
  registerRequestHooks(fastify, options.logger);
  registerDeadlines(fastify, options.config.REQUEST_LIMIT_MS);
  registerBodyParsers(fastify);
  registerEndAtStop(fastify);
  return NestFactory.create<NestFastifyApplication>(PlatformModule.forService(appModule, options), adapter, {
    logger: new NestLogger(options.logger),
    bodyParser: false,
    abortOnError: false,
  });
}
