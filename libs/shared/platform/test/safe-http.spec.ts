import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { OutboundError } from '../src/outbound/outbound-error.js';
import { readOutboundConfig } from '../src/outbound/outbound.config.js';
import { type OutboundRequest, SafeHttp, type SafeHttpOptions } from '../src/outbound/safe-http.js';
import { FORBIDDEN_FORMS, FORBIDDEN_URLS } from './forbidden-urls.js';
import { type LoopbackServer, startLoopback } from './outbound-servers.js';

const PUBLIC = '127.0.0.2';
const OURS = '127.0.0.1';
const BODY = 'what the other side wrote, token=s3cr3t';

/** What the names of these tests mean; `rebound.test` is public when it is asked first and ours from then on. */
const ADDRESSES: Record<string, string[]> = {
  'public.test': [PUBLIC],
  'other.test': [PUBLIC],
  'rebound.test': [OURS],
  'mixed.test': [PUBLIC, OURS],
  'mapped.test': ['::ffff:127.0.0.1'],
  'nat64.test': ['64:ff9b::7f00:1'],
};

const answers: Record<string, RequestListener> = {
  '/': (_request, response) => response.end(BODY),
  '/echo': (request, response) => response.end(JSON.stringify({ method: request.method, headers: request.headers })),
  '/large': (_request, response) => response.end(Buffer.alloc(2 * 1024 * 1024)),
  '/endless': (_request, response) => void setInterval(() => response.write('x'), 20).unref(),
  '/silent': () => undefined,
  '/cut': (request) => request.socket.destroy(),
  '/bomb': (_request, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(50 * 1024 * 1024))),
  '/brotli': (_request, response) => response.setHeader('content-encoding', 'br').end(brotliCompressSync(BODY)),
  '/broken': (_request, response) => response.setHeader('content-encoding', 'gzip').end('no gzip'),
  '/exotic': (_request, response) => response.setHeader('content-encoding', 'compress').end('x'),
  '/500': (_request, response) => void response.writeHead(500).end(BODY),
};

describe('S4: SafeHttp', () => {
  let canary: LoopbackServer;
  let fixture: LoopbackServer;
  let lookups: string[] = [];
  const open: SafeHttp[] = [];

  const listener: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    const to = url.searchParams.get('to');
    if (to !== null)
      return void response.writeHead(Number(url.searchParams.get('status') ?? 302), { location: to }).end(BODY);
    answers[url.pathname]?.(request, response);
  };

  beforeAll(async () => {
    canary = await startLoopback(OURS, 0, (_request, response) => void response.end('canary'));
    fixture = await startLoopback(PUBLIC, canary.port, listener);
  });
  beforeEach(() => {
    lookups = [];
    fixture.hits.length = 0;
  });
  afterEach(() => expect(canary.hits).toHaveLength(0));
  afterAll(async () => {
    await Promise.all([...open.map((http) => http.onApplicationShutdown()), canary.close(), fixture.close()]);
  });

  const withPort = (url: string): string => url.replaceAll('%PORT', String(canary.port));
  const create = (env: Record<string, string> = {}, options: SafeHttpOptions = {}): SafeHttp => {
    const settings = { OUTBOUND_ALLOW: `${PUBLIC}/32`, OUTBOUND_PORTS: `80,443,${canary.port}`, ...env };
    const resolve = async (host: string): Promise<string[]> => {
      lookups.push(host);
      const known = ADDRESSES[host];
      return known ?? Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' }));
    };
    const http = new SafeHttp(readOutboundConfig(settings), { resolver: { resolve }, ...options });
    open.push(http);
    return http;
  };
  const call = (path: string, request: Partial<OutboundRequest> = {}, http = create()) =>
    http.request({
      orgId: 'o',
      url: withPort(path.startsWith('/') ? `http://public.test:%PORT${path}` : path),
      ...request,
    });
  const failure = async (work: Promise<unknown>): Promise<OutboundError> => {
    const error: unknown = await work.then(
      () => new Error('it succeeded'),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(OutboundError);
    expect(JSON.stringify({ ...(error as object), message: (error as Error).message })).not.toContain('s3cr3t');
    return error as OutboundError;
  };

  it('has at least 80 spellings to try', () => expect(FORBIDDEN_URLS.length).toBeGreaterThanOrEqual(80));

  it.each(FORBIDDEN_URLS)('refuses %s', async (url) => {
    const error = await failure(create().request({ orgId: 'o', url: withPort(url) }));
    expect({ reason: error.reason, outcome: error.outcome }).toEqual({
      reason: 'address_refused',
      outcome: 'permanent',
    });
    expect(error.message).not.toMatch(/\d/);
  });

  it.each(FORBIDDEN_FORMS)('refuses %j', async (url) => {
    const error = await failure(create().request({ orgId: 'o', url: withPort(url) }));
    expect(error.outcome).toBe('permanent');
    expect(fixture.hits).toHaveLength(0);
  });

  // A Location header holds ASCII.
  it.each(FORBIDDEN_URLS.filter((url) => /^[ -~]+$/.test(url)))('does not follow a redirect to %s', async (url) => {
    const error = await failure(call(`/?to=${encodeURIComponent(withPort(url))}`));
    expect(error.reason).toMatch(/^(?:redirect|address)_refused$/);
  });

  it('reaches the public fixture, by its address and by its name', async () => {
    for (const url of [`http://${PUBLIC}:%PORT/`, 'http://public.test:%PORT/', 'http://PUBLIC.test.:%PORT/#x']) {
      const answer = await call(url);
      expect({ status: answer.status, body: answer.body.toString() }).toEqual({ status: 200, body: BODY });
    }
  });

  it('looks a name up once for each connection, and connects to what it vetted', async () => {
    let asked = 0;
    const resolve = async (): Promise<string[]> => [asked++ === 0 ? PUBLIC : OURS];
    const http = create({}, { resolver: { resolve } });
    expect((await call('/', {}, http)).status).toBe(200);
    expect(asked).toBe(1);
    const again = create({}, { resolver: { resolve } });
    expect((await failure(call('/', {}, again))).reason).toBe('address_refused');
    expect(asked).toBe(2);
  });

  it('never asks the resolver about an address', async () => {
    await failure(call('http://0x7f.1:%PORT/'));
    expect(lookups).toEqual([]);
  });

  it('reaches private addresses behind a name that the operator lists, on its port alone', async () => {
    const port = String(fixture.port);
    const listed = create({ OUTBOUND_ALLOW: `public.test:${port}`, OUTBOUND_PORTS: '443' });
    expect((await call('/', {}, listed)).status).toBe(200);
    expect((await failure(call('http://public.test:81/', {}, listed))).reason).toBe('port_refused');
    expect((await failure(call('https://public.test/', {}, listed))).reason).toBe('address_refused');
    expect((await failure(call('http://other.test:%PORT/', {}, listed))).reason).toBe('port_refused');
    const suffix = create({ OUTBOUND_ALLOW: '*.test' });
    expect((await call('/', {}, suffix)).status).toBe(200);
  });

  it('says what is wrong with an allow-list', () =>
    expect(() => readOutboundConfig({ OUTBOUND_ALLOW: 'ok.test, 10.0.0.0/99' })).toThrow(
      /OUTBOUND_ALLOW: .*10\.0\.0\.0\/99/,
    ));

  describe('redirects', () => {
    const to = (url: string, status = 302): string => `/?status=${status}&to=${encodeURIComponent(withPort(url))}`;

    it('are followed three times and no more', async () => {
      const chain = (length: number): string => Array.from({ length }).reduce<string>((next) => to(next), '/');
      const answer = await call(chain(3));
      expect(answer.body.toString()).toBe(BODY);
      expect(fixture.hits).toHaveLength(4);
      expect((await failure(call(chain(4)))).reason).toBe('too_many_redirects');
    });

    it('keep headers on the same origin and drop all but harmless ones on another', async () => {
      const headers = { Authorization: 'Bearer x', 'Private-Token': 'y', Accept: 'a/b' };
      const same = JSON.parse((await call(to('/echo'), { headers })).body.toString()) as { headers: object };
      expect(same.headers).toMatchObject({ authorization: 'Bearer x', 'private-token': 'y', accept: 'a/b' });
      const other = await call(to('http://other.test:%PORT/echo'), { headers });
      const seen = JSON.parse(other.body.toString()) as { headers: object };
      expect(seen.headers).toMatchObject({ accept: 'a/b' });
      expect(Object.keys(seen.headers)).not.toEqual(expect.arrayContaining(['authorization']));
      expect(Object.keys(seen.headers)).not.toEqual(expect.arrayContaining(['private-token']));
      expect(other.url).toBe(withPort('http://other.test:%PORT/echo'));
    });

    it('of a POST are an answer unless asked for; 307 then repeats it, 303 does not', async () => {
      const post = { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } } as const;
      expect((await call(to('/echo'), post)).status).toBe(302);
      const methodOf = async (status: number): Promise<unknown> =>
        (
          JSON.parse((await call(to('/echo', status), { ...post, maxRedirects: 1 })).body.toString()) as {
            method: string;
          }
        ).method;
      expect([await methodOf(307), await methodOf(303)]).toEqual(['POST', 'GET']);
    });
  });

  describe('bounds', () => {
    it('reads at most the cap, of what is announced, streamed or decompressed', async () => {
      expect((await failure(call('/large'))).reason).toBe('answer_too_large');
      expect((await failure(call('/bomb'))).reason).toBe('answer_too_large');
      expect((await failure(call('/', { maxBytes: 5 }))).reason).toBe('answer_too_large');
      expect((await call('/large', { maxBytes: 3 * 1024 * 1024 })).body).toHaveLength(2 * 1024 * 1024);
      expect((await call('/brotli')).body.toString()).toBe(BODY);
    });

    it('does not read what it cannot decode', async () => {
      expect((await failure(call('/broken'))).reason).toBe('answer_unreadable');
      expect((await failure(call('/exotic'))).reason).toBe('answer_unreadable');
    });

    it('ends at the time limit, silent or dripping; a POST may then have happened', async () => {
      expect(await failure(call('/silent', { timeoutMs: 50 }))).toMatchObject({
        reason: 'timed_out',
        outcome: 'transient',
      });
      expect(await failure(call('/endless', { timeoutMs: 80 }))).toMatchObject({
        reason: 'timed_out',
        outcome: 'transient',
      });
      const post = { method: 'POST', body: 'x', timeoutMs: 50 } as const;
      expect(await failure(call('/silent', post))).toMatchObject({ reason: 'timed_out', outcome: 'unknown' });
      expect(await failure(call('/silent', { ...post, isRepeatable: true }))).toMatchObject({ outcome: 'transient' });
    });

    it('tells a call that did not happen from one that may have', async () => {
      const post = { method: 'POST', body: 'x' } as const;
      expect(await failure(call('/cut', post))).toMatchObject({ reason: 'broken_off', outcome: 'unknown' });
      const nobody = create({ OUTBOUND_ALLOW: '127.0.0.3' });
      const refused = nobody.request({ orgId: 'o', url: withPort('http://127.0.0.3:%PORT/'), ...post });
      expect(await failure(refused)).toMatchObject({ reason: 'not_connected', outcome: 'transient' });
      expect(await failure(call('http://nobody.test:%PORT/'))).toMatchObject({
        reason: 'name_unknown',
        outcome: 'permanent',
      });
    });

    it('can be given up by the caller', async () => {
      const leave = new AbortController();
      const calling = failure(call('/silent', { signal: leave.signal }));
      leave.abort();
      expect((await calling).reason).toBe('aborted');
    });

    it('sets the headers of the connection itself', async () => {
      await expect(call('/', { headers: { Host: 'evil.test' } })).rejects.toThrow(TypeError);
      await expect(call('/', { headers: { 'Transfer-Encoding': 'chunked' } })).rejects.toThrow(TypeError);
      await expect(call('/', { headers: { a: 'x\r\nb: y' } })).rejects.toThrow();
    });
  });

  describe('breaker and bulkhead', () => {
    it('leaves a failing host alone, for the organization that met it', async () => {
      const http = create({}, { policies: { failures: 3, restMs: 60_000 } });
      for (let i = 0; i < 3; i++) expect((await call('/500', {}, http)).status).toBe(500);
      expect(await failure(call('/', {}, http))).toMatchObject({ reason: 'resting', outcome: 'transient' });
      expect((await call('/', { orgId: 'p' }, http)).status).toBe(200);
      expect((await call('http://other.test:%PORT/', {}, http)).status).toBe(200);
    });

    it('lets one organization have so many calls to a host at once', async () => {
      const http = create({}, { policies: { concurrent: 2 } });
      const waiting = [1, 2].map(() => failure(call('/silent', { timeoutMs: 300 }, http)));
      expect((await failure(call('/', {}, http))).reason).toBe('too_many_at_once');
      expect((await call('/', { orgId: 'p' }, http)).status).toBe(200);
      await Promise.all(waiting);
    });
  });

  describe('through an egress proxy', () => {
    it('goes what is public; what is listed goes straight, what is forbidden nowhere', async () => {
      const connects: string[] = [];
      const proxy = await startLoopback(OURS, 0, (_request, response) => void response.writeHead(400).end());
      proxy.server.on('connect', (request, client) => {
        connects.push(request.url ?? '');
        if (request.url?.startsWith('refused.')) return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        const upstream = connect(fixture.port, PUBLIC, () => {
          client.write('HTTP/1.1 200 Connection established\r\n\r\n');
          upstream.pipe(client).pipe(upstream);
        });
      });
      const http = create({ OUTBOUND_PROXY: `http://${OURS}:${proxy.port}` });
      // Names that only the proxy knows.
      expect((await call('http://outside.test:%PORT/', {}, http)).body.toString()).toBe(BODY);
      expect((await failure(call('http://refused.test:%PORT/', {}, http))).outcome).toBe('transient');
      expect(connects).toEqual([withPort('outside.test:%PORT'), withPort('refused.test:%PORT')]);
      expect((await call('/', {}, http)).status).toBe(200);
      expect((await failure(call('http://rebound.test:%PORT/', {}, http))).reason).toBe('address_refused');
      expect((await failure(call('http://169.254.169.254:%PORT/', {}, http))).reason).toBe('address_refused');
      expect(connects).toHaveLength(2);
      await http.onApplicationShutdown();
      await proxy.close();
    });
  });
});
