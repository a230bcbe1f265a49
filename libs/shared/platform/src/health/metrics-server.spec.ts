import { createLogger } from '../context/logger.js';
import { MetricsServer } from './metrics-server.js';
import { readMetricsConfig } from './metrics.config.js';

const logger = createLogger('t', 'silent');

describe('MetricsServer', () => {
  const start = async (env: Record<string, string>, text = () => Promise.resolve('a 1\n')): Promise<MetricsServer> => {
    const server = new MetricsServer(text, readMetricsConfig({ METRICS_HOST: '127.0.0.1', ...env }), logger);
    await server.onApplicationBootstrap();
    return server;
  };

  it('serves nothing unless told where', async () => {
    const server = await start({});
    expect(server.port).toBeUndefined();
    await server.onApplicationShutdown();
  });

  it('answers at /metrics and nowhere else', async () => {
    const server = await start({ METRICS_PORT: '0' });
    const ask = async (path: string, method = 'GET'): Promise<[number, string]> => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
      return [answer.status, await answer.text()];
    };
    expect(await ask('/metrics')).toEqual([200, 'a 1\n']);
    expect(await ask('/metrics?x=1')).toEqual([200, 'a 1\n']);
    expect(await ask('/')).toEqual([404, '']);
    expect(await ask('/metrics', 'POST')).toEqual([404, '']);
    await server.onApplicationShutdown();
  });

  it('says that it failed', async () => {
    const server = await start({ METRICS_PORT: '0' }, () => Promise.reject(new Error('no')));
    expect((await fetch(`http://127.0.0.1:${server.port}/metrics`)).status).toBe(500);
    await server.onApplicationShutdown();
  });
});
