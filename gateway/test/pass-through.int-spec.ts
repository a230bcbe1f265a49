import { eventually } from '@throughline/testing';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { bodyOf, json } from './loopback.js';
import { ORG_ID, raw, startTestGateway, type TestGateway } from './test-gateway.js';

const MIB = 1024 * 1024;
const ORG = '/api/v1/orgs/acme';
const bearer = { authorization: 'Bearer a-token' };

describe('what passes through the gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('puts the organization’s id and the internal token in place of slug and credential', async () => {
    const answer = await fetch(`${gateway.url}${ORG}/executions?limit=5&status=running`, { headers: bearer });
    expect(await answer.json()).toEqual({ path: `/api/v1/orgs/${ORG_ID}/executions?limit=5&status=running` });
    expect(gateway.exchanges.at(-1)).toMatchObject({ credential: 'a-token', org: 'acme', audience: 'pipelines' });
    const headers = gateway.upstreams.pipelines.seen.at(-1)?.headers ?? {};
    expect(headers.authorization).toBe('Bearer internal-for-pipelines-of-a-token');
    expect(headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(headers['x-forwarded-proto']).toBe('http');
    expect(headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(answer.headers.get('x-request-id')).toBe(headers['x-request-id']);
  });

  it('continues the caller’s trace and keeps its request id', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const headers = { ...bearer, 'x-request-id': 'mine-1', traceparent: `00-${trace}-b7ad6b7169203331-01` };
    const answer = await fetch(`${gateway.url}/api/v1/me`, { headers });
    const seen = gateway.upstreams.identity.seen.findLast((request) => request.url === '/api/v1/me');
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    expect(seen?.headers['x-request-id']).toBe('mine-1');
    expect(seen?.headers.traceparent).toContain(trace);
  });

  it('passes status, body and headers of the answer', async () => {
    gateway.upstreams.billing.respond((_request, response) => {
      response.setHeader('x-user-id', 'leak').setHeader('etag', '"7"').setHeader('server', 'inner');
      json(response, 418, { teapot: true });
    });
    const answer = await fetch(`${gateway.url}${ORG}/entitlements`, { headers: bearer });
    expect(answer.status).toBe(418);
    expect(await answer.json()).toEqual({ teapot: true });
    expect(answer.headers.get('etag')).toBe('"7"');
    expect(answer.headers.get('x-user-id')).toBeNull();
    expect(answer.headers.get('server')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('permissions-policy')).toBeNull();
  });

  it('passes cookies both ways on /auth alone', async () => {
    const headers = { cookie: 'session=s', authorization: 'Bearer a-token' };
    const auth = await fetch(`${gateway.url}/api/v1/auth/refresh`, { method: 'POST', headers });
    expect(await auth.json()).toMatchObject({ cookie: 'session=s', authorization: null });
    expect(auth.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    gateway.upstreams.pipelines.respond((request, response) => {
      response.setHeader('set-cookie', 'c=3');
      request.resume().on('end', () => json(response, 202, {}));
    });
    const hook = await fetch(`${gateway.url}/hooks/github/7`, { method: 'POST', headers });
    expect(hook.headers.getSetCookie()).toEqual([]);
    expect(gateway.upstreams.pipelines.seen.at(-1)?.headers).not.toHaveProperty('authorization');
    expect(gateway.upstreams.pipelines.seen.at(-1)?.headers).not.toHaveProperty('cookie');
  });

  it('hands the runner’s own credential to pipelines', async () => {
    await fetch(`${gateway.url}/runner/v1/jobs/acquire`, {
      method: 'POST',
      headers: { authorization: 'Bearer runner' },
    });
    expect(gateway.upstreams.pipelines.seen.at(-1)?.headers.authorization).toBe('Bearer runner');
  });

  it('streams an upload of any type without holding it', async () => {
    let received = 0;
    const hash = createHash('sha256');
    gateway.upstreams.pipelines.respond((request, response) => {
      request.on('data', (chunk: Buffer) => {
        received += chunk.length;
        hash.update(chunk);
      });
      request.on('end', () => json(response, 200, { type: request.headers['content-type'], received }));
    });
    const sent = createHash('sha256');
    const chunk = randomBytes(MIB);
    let arrivedEarly = false;
    async function* chunks(): AsyncGenerator<Buffer> {
      for (let n = 0; n < 24; n++) {
        if (n === 16) await eventually(() => expect(received).toBeGreaterThan(0));
        if (n === 16) arrivedEarly = true;
        sent.update(chunk);
        yield chunk;
      }
    }
    const answer = await fetch(`${gateway.url}/runner/v1/jobs/7/artifacts?fence=1`, {
      method: 'POST',
      headers: { authorization: 'Bearer runner', 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(Readable.from(chunks())) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    expect(await answer.json()).toEqual({ type: 'application/octet-stream', received: 24 * MIB });
    expect(hash.digest('hex')).toBe(sent.digest('hex'));
    expect(arrivedEarly).toBe(true);
  });

  it('streams events as they come, and tells the service when the reader leaves', async () => {
    let left = false;
    gateway.upstreams.observability.respond((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      response.on('close', () => {
        left = true;
      });
    });
    const leave = new AbortController();
    const answer = await fetch(`${gateway.url}${ORG}/logs/tail`, { headers: bearer, signal: leave.signal });
    const first = await answer.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe('data: 1\n\n');
    leave.abort();
    await eventually(() => expect(left).toBe(true));
  });

  it.each([
    ['announced', 'POST', { 'content-length': String(MIB + 1) }],
    ['counted', 'POST', {}],
  ])('refuses a body that is too large: %s', async (how, method, headers) => {
    let whole = false;
    gateway.upstreams.deployments.respond((request, response) => {
      bodyOf(request).then(
        () => {
          whole = true;
          json(response, 200, {});
        },
        () => response.destroy(),
      );
    });
    const body = Buffer.alloc(MIB + 1);
    const answer = await fetch(`${gateway.url}${ORG}/services`, {
      method,
      headers: { ...bearer, ...headers, 'content-type': 'application/json' },
      body:
        how === 'announced' ? body : (Readable.toWeb(Readable.from([body.subarray(0, MIB), body])) as ReadableStream),
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'body_too_large', status: 413 });
    expect(whole).toBe(false);
  });

  it('answers 503 with a problem for a service that is down', async () => {
    const down = await startTestGateway();
    try {
      await down.upstreams.billing.close();
      const answer = await fetch(`${down.url}${ORG}/subscription`, { headers: bearer });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(await answer.json()).toMatchObject({ code: 'upstream_unavailable', traceId: expect.any(String) });
      const ready = await fetch(`${down.url}/readyz`);
      expect(ready.status).toBe(200); // the other services' routes still work
      expect(await ready.json()).toMatchObject({ ready: true, checks: { billing: 'down', identity: 'up' } });
      await down.upstreams.identity.close();
      expect((await fetch(`${down.url}/readyz`)).status).toBe(503);
    } finally {
      await down.close();
    }
  });

  it('answers 503 for a service that stays silent', async () => {
    const slow = await startTestGateway({ UPSTREAM_TIMEOUT_MS: '200' });
    try {
      slow.upstreams.billing.respond((request) => request.resume());
      const answer = await raw(slow.url, `${ORG}/subscription`, { headers: bearer });
      expect(answer.status).toBe(503);
    } finally {
      await slow.close();
    }
  });
});
