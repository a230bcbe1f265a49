import { eventually } from '@throughline/testing';
import { request as httpRequest } from 'node:http';
import { json } from './loopback.js';
import { raw, startTestGateway, type TestGateway } from './test-gateway.js';

const MIB = 1024 * 1024;
const PATH = '/api/v1/orgs/acme/executions';
const bearer = { authorization: 'Bearer a-token' };

describe('how answers pass through the gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('adds what every answer owes the caller', async () => {
    gateway.upstreams.pipelines.respond((_request, response) => json(response, 200, {}));
    const { headers } = await raw(gateway.url, PATH, { headers: bearer });
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'ratelimit-policy': expect.stringContaining('"api"'),
      ratelimit: expect.stringContaining('"api"'),
      'x-request-id': expect.any(String),
    });
  });

  it('keeps what the service says about caching', async () => {
    gateway.upstreams.pipelines.respond((_request, response) => {
      json(response.setHeader('cache-control', 'private, max-age=5'), 200, {});
    });
    const { headers } = await raw(gateway.url, PATH, { headers: bearer });
    expect(headers['cache-control']).toBe('private, max-age=5');
  });

  it('says once what a service says too', async () => {
    gateway.upstreams.pipelines.respond((_request, response) => {
      response.setHeader('www-authenticate', 'Basic').setHeader('x-frame-options', 'SAMEORIGIN');
      json(response.setHeader('x-request-id', 'theirs'), 401, {});
    });
    const { headers } = await raw(gateway.url, PATH, { headers: { ...bearer, 'x-request-id': 'mine' } });
    expect(headers).toMatchObject({
      'www-authenticate': 'Bearer',
      'x-frame-options': 'SAMEORIGIN',
      'x-request-id': 'mine',
    });
  });

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('passes a %s answer of status %i without a body', async (method, status) => {
    gateway.upstreams.pipelines.respond((_request, response) => response.writeHead(status, { etag: '"1"' }).end());
    const answer = await raw(gateway.url, PATH, { method, headers: bearer });
    expect(answer).toMatchObject({ status, body: '', headers: { etag: '"1"' } });
  });

  it.each([0, 1, 115, 16_384, 16_385, 3 * MIB])('passes a body of %i bytes as it is', async (size) => {
    const body = Buffer.alloc(size, Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)));
    gateway.upstreams.pipelines.respond((_request, response) =>
      response.writeHead(200, { 'content-length': size }).end(body),
    );
    const answer = await fetch(gateway.url + PATH, { headers: bearer });
    expect(body.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
    expect(answer.headers.get('content-length')).toBe(String(size));
  });

  it('passes on an answer that comes before the body was read', async () => {
    gateway.upstreams.pipelines.respond((_request, response) => json(response, 422, { early: true }));
    const headers = { ...bearer, 'content-type': 'application/octet-stream' };
    const answer = await fetch(gateway.url + PATH, { method: 'POST', headers, body: Buffer.alloc(MIB) });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ early: true });
  });

  it('tells the service when the caller leaves in the middle of its body', async () => {
    let arrived = false;
    let left = false;
    gateway.upstreams.pipelines.respond((request) => {
      arrived = true;
      request.resume().on('close', () => (left = !request.complete));
    });
    const headers = { ...bearer, 'content-length': MIB, 'content-type': 'application/octet-stream' };
    const request = httpRequest(gateway.url + PATH, { method: 'POST', headers }).on('error', () => undefined);
    request.write(Buffer.alloc(1_000));
    await eventually(() => expect(arrived).toBe(true));
    request.destroy();
    await eventually(() => expect(left).toBe(true));
    expect((await raw(gateway.url, '/livez', {})).status).toBe(200);
  });

  it('breaks the connection when the service breaks off its answer', async () => {
    gateway.upstreams.pipelines.respond((request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setImmediate(() => request.socket.destroy());
    });
    await expect(raw(gateway.url, PATH, { headers: bearer })).rejects.toThrow();
  });

  it('holds a service back whose answer the caller does not read', async () => {
    const whole = 256;
    let written = 0;
    gateway.upstreams.pipelines.respond((_request, response) => {
      const more = (): void => {
        let goesOn = true;
        while (goesOn && written < whole) {
          goesOn = response.write(Buffer.alloc(MIB));
          written += 1;
        }
        response.once('drain', more);
      };
      more();
    });
    const request = httpRequest(gateway.url + PATH, { headers: bearer }, (response) => response.pause());
    request.on('error', () => undefined).end();
    let before = 0;
    let unchanged = 0;
    await eventually(() => {
      unchanged = written === before && written > 0 ? unchanged + 1 : 0;
      before = written;
      expect(unchanged).toBeGreaterThan(5);
    });
    expect(written).toBeLessThan(whole / 4);
    request.destroy();
  });

  it('locks down the joined live stream too', async () => {
    const leave = new AbortController();
    const url = `${gateway.url}/api/v1/orgs/acme/live`;
    const answer = await fetch(url, { headers: bearer, signal: leave.signal });
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    leave.abort();
  });
});
