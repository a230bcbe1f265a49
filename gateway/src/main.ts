import 'reflect-metadata';
import {
  createLogger,
  readBuildConfig,
  readTracingConfig,
  startDefaultMetrics,
  startTracing,
  stopOnSignals,
} from '@throughline/platform';
import { createGateway } from './create-gateway.js';
import { readGatewayConfig } from './gateway.config.js';
import { UpstreamHttpReadiness } from './health/upstream-http-readiness.js';

const config = readGatewayConfig();
const logger = createLogger('gateway', config.LOG_LEVEL);
const build = readBuildConfig();
await startTracing({ name: 'gateway', version: build.BUILD_VERSION, isEdge: true }, readTracingConfig());
startDefaultMetrics('gateway', build);
const app = await createGateway(config, logger);
await app.listen({ host: config.GATEWAY_HOST, port: config.GATEWAY_PORT });
logger.info({ url: await app.getUrl() }, 'listening');
stopOnSignals(app, { logger, drainMs: config.DRAIN_MS, drain: () => app.get(UpstreamHttpReadiness).drain() });
