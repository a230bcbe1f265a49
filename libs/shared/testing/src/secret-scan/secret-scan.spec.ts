import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { captureLogs, endCapture, testLogger } from './log-capture.js';
import { secretLeaks } from './secret-scan.js';

const document = {
  paths: {
    '/keys': { post: { operationId: 'createKey', requestBody: {}, responses: {} } },
    '/keys/{keyId}': { get: { operationId: 'getKey', responses: {} } },
  },
};

describe('the scan for secrets', () => {
  const logs = captureLogs();
  const logger = testLogger('leaky', 'silent');
  afterAll(endCapture);

  /** What a careless service does with a body. */
  const scan = async (careless: (body: string) => string): Promise<string[]> => {
    let kept = '';
    const server = createServer((request, response) => {
      let body = '';
      request
        .on('data', (chunk: Buffer) => (body += String(chunk)))
        .on('end', () => {
          if (request.method === 'POST') kept += careless(body);
          response.end(request.method === 'GET' ? kept : '{}');
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const bodies = { createKey: (secret: string) => ({ secret }) };
    const target = { url: `http://127.0.0.1:${port}`, bearer: () => Promise.resolve('Bearer x') };
    const leaks = await secretLeaks(target, document, { orgId: 'o', params: { keyId: '7' }, bodies, logs });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return leaks;
  };

  it('finds nothing in a service that keeps its secrets', async () => expect(await scan(() => '')).toEqual([]));

  it.each([
    ['as it is', (body: string) => body],
    ['in base64', (body: string) => Buffer.from(body).toString('base64')],
    ['in hex', (body: string) => Buffer.from(body).toString('hex')],
  ])('finds a secret that a reply holds %s', async (_how, careless) =>
    expect(await scan(careless)).toEqual(
      expect.arrayContaining(['the secret field of createKey is in the reply to getKey, read']),
    ),
  );

  it('finds a secret in the log', async () => {
    const leaks = await scan((body) => {
      logger.trace({ note: (JSON.parse(body) as { secret?: string }).secret }, 'created');
      return '';
    });
    expect(leaks.join()).toMatch(/the secret field of createKey is in the log line \{"level":10.*created/);
  });
});
