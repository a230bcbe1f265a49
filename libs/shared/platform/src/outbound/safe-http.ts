import type { OnApplicationShutdown } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type Dispatcher, ProxyAgent, request as send } from 'undici';
import { destinationOf, vetUrl } from './outbound-url.js';
import { readBody } from './answer-body.js';
import { isBeforeSending, reasonOf } from './failure-reason.js';
import { OutboundError, outboundError } from './outbound-error.js';
import { outboundSeconds } from './outbound-metrics.js';
import { OutboundPolicies, POLICY_DEFAULTS, type PolicyOptions } from './outbound-policies.js';
import type { OutboundConfig } from './outbound.config.js';
import { type Hop, isRedirect, nextHop } from './redirect-rules.js';
import { type Resolver, systemResolver } from './resolver.js';
import { vettedAddresses, vettingConnector } from './vetting-connector.js';

export interface OutboundRequest {
  /** For whom: breakers and bulkheads are kept apart by organization. */
  orgId: string;
  /** As the user gave it. */
  url: string;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** For everything together, redirects and the body too. 5 s unless said, at most 60 s. */
  timeoutMs?: number;
  /** Of the answer's body, decompressed. 1 MiB unless said, at most 20 MiB. */
  maxBytes?: number;
  /** At most 3, which is what GET and HEAD have; other methods have 0 unless said. */
  maxRedirects?: number;
  /** The other side recognizes a repeated call: a failure midway is then worth a retry and not unknown. */
  isRepeatable?: boolean;
  signal?: AbortSignal;
}

export interface OutboundAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Where the answer came from, after redirects. */
  url: string;
}

export interface SafeHttpOptions {
  resolver?: Resolver;
  policies?: Partial<PolicyOptions>;
}

const TIMEOUT = { standardMs: 5_000, maxMs: 60_000 };
const BYTES = { standard: 1024 * 1024, max: 20 * 1024 * 1024 };
const MAX_REDIRECTS = 3;
const CONNECT_MS = 3_000;
const CONNECTIONS_PER_ORIGIN = 16;
const SAFE = new Set(['GET', 'HEAD']);
const REPEATABLE = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);
const OURS = /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*)$/;

/**
 * The one way to call an address that a user gave. Only public addresses and what the operator allows; every hop vetted;
 * bounded in time, bytes, redirects and concurrency. Answers of any status are answers; what fails is an OutboundError,
 * which says whether to try again and holds nothing of what the other side wrote.
 */
export class SafeHttp implements OnApplicationShutdown {
  private readonly policies: OutboundPolicies;
  private readonly resolver: Resolver;
  private readonly direct: Agent;
  private readonly proxy: ProxyAgent | undefined;

  constructor(
    private readonly config: OutboundConfig,
    options: SafeHttpOptions = {},
  ) {
    this.policies = new OutboundPolicies({ ...POLICY_DEFAULTS, ...options.policies });
    this.resolver = options.resolver ?? systemResolver;
    const { OUTBOUND_ALLOW: allow, OUTBOUND_PROXY: proxy } = config;
    const pool = { connections: CONNECTIONS_PER_ORIGIN, pipelining: 1, maxHeaderSize: 16_384 };
    const connect = vettingConnector({ allow, resolver: this.resolver, connectTimeoutMs: CONNECT_MS });
    this.direct = new Agent({ ...pool, connect });
    this.proxy = proxy === undefined ? undefined : new ProxyAgent({ ...pool, uri: proxy, proxyTunnel: true });
  }

  /** @throws OutboundError; TypeError for a header that is not the caller's to set */
  async request(request: OutboundRequest): Promise<OutboundAnswer> {
    const startedAt = performance.now();
    const observe = (outcome: string): void =>
      outboundSeconds.observe({ outcome }, (performance.now() - startedAt) / 1_000);
    try {
      const answer = await this.guarded(request);
      observe(`${Math.floor(answer.status / 100)}xx`);
      return answer;
    } catch (error) {
      observe(error instanceof OutboundError ? error.reason : 'error');
      throw error;
    }
  }

  /** Ends the open connections. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.direct.destroy(), this.proxy?.destroy()]);
  }

  private guarded(request: OutboundRequest): Promise<OutboundAnswer> {
    const url = this.vet(request.url);
    const hop = { method: request.method ?? 'GET', headers: ownHeaders(request.headers), body: request.body };
    const limit = AbortSignal.timeout(within(request.timeoutMs, TIMEOUT.standardMs, TIMEOUT.maxMs));
    const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit;
    const { host } = destinationOf(url);
    return this.policies.run(
      { orgId: request.orgId, host },
      () => this.follow(request, url, hop, signal),
      ({ status }) => status >= 500,
    );
  }

  private async follow(request: OutboundRequest, first: URL, start: Hop, signal: AbortSignal): Promise<OutboundAnswer> {
    const standard = SAFE.has(start.method) ? MAX_REDIRECTS : 0;
    const maxRedirects = within(request.maxRedirects, standard, MAX_REDIRECTS);
    let [url, hop] = [first, start];
    for (let redirects = 0; ; redirects++) {
      const answer = await this.once(request, url, hop, signal);
      const { location } = answer.headers;
      if (!isRedirect(answer.status) || location === undefined || maxRedirects === 0) return answer;
      if (redirects === maxRedirects) throw outboundError('too_many_redirects');
      const next = this.vetRedirect(location, url);
      hop = nextHop(hop, answer.status, next.origin !== url.origin);
      url = next;
    }
  }

  private vetRedirect(location: string, from: URL): URL {
    try {
      const next = this.vet(URL.parse(location, from.href)?.href ?? '');
      if (from.protocol === 'https:' && next.protocol === 'http:') throw outboundError('redirect_refused');
      return next;
    } catch (error) {
      throw outboundError('redirect_refused', 'permanent', error);
    }
  }

  private vet(url: string): URL {
    return vetUrl(url, { ports: this.config.OUTBOUND_PORTS, allow: this.config.OUTBOUND_ALLOW });
  }

  private async once(request: OutboundRequest, url: URL, hop: Hop, signal: AbortSignal): Promise<OutboundAnswer> {
    try {
      const answer = await send(url, {
        dispatcher: await this.dispatcherFor(url),
        method: hop.method as Dispatcher.HttpMethod,
        headers: { 'accept-encoding': 'gzip, br', 'user-agent': 'Throughline', ...hop.headers },
        body: hop.body ?? null,
        signal,
      });
      const { statusCode: status, headers } = answer;
      const maxBytes = isRedirect(status) ? 0 : within(request.maxBytes, BYTES.standard, BYTES.max);
      const body = await this.bodyOf(answer, maxBytes, hop.method);
      return { status, headers, body, url: url.href };
    } catch (error) {
      throw this.explain(error, request, hop.method);
    }
  }

  /** A redirect's body is nobody's. */
  private async bodyOf({ body, headers }: Dispatcher.ResponseData, maxBytes: number, method: string): Promise<Buffer> {
    if (maxBytes === 0 || method === 'HEAD') {
      body.on('error', () => undefined).destroy();
      return Buffer.alloc(0);
    }
    if (Number(headers['content-length'] ?? 0) > maxBytes) {
      body.on('error', () => undefined).destroy();
      throw outboundError('answer_too_large');
    }
    return readBody(body, String(headers['content-encoding'] ?? ''), maxBytes);
  }

  /**
   * Through the proxy goes what the operator did not list. The proxy looks names up by itself, so ours are looked up
   * for the verdict alone: a name that we know to be forbidden never reaches it.
   */
  private async dispatcherFor(url: URL): Promise<Dispatcher> {
    const destination = destinationOf(url);
    const { OUTBOUND_ALLOW: allow } = this.config;
    if (!this.proxy || allow.hasName(destination)) return this.direct;
    const addresses = await vettedAddresses(destination, allow, this.resolver).catch((error: unknown) => {
      if (error instanceof OutboundError && error.reason === 'address_refused') throw error;
      return []; // a network without names of its own: the proxy knows them
    });
    return addresses.some(({ address }) => allow.hasRange(destination, address)) ? this.direct : this.proxy;
  }

  private explain(error: unknown, request: OutboundRequest, method: string): Error {
    const refused = outboundErrorIn(error);
    if (refused) return refused;
    if (error instanceof TypeError) return error;
    const isAborted = request.signal?.aborted === true;
    const reason = isAborted ? 'aborted' : reasonOf(error);
    const mayHaveHappened = !isBeforeSending(reason) && !REPEATABLE.has(method) && request.isRepeatable !== true;
    return outboundError(reason, mayHaveHappened ? 'unknown' : undefined, error);
  }
}

/** Our own refusal, as it comes out of the client: itself or wrapped. */
function outboundErrorIn(error: unknown): OutboundError | undefined {
  if (error instanceof OutboundError) return error;
  const { cause } = error as { cause?: unknown };
  return cause instanceof OutboundError ? cause : undefined;
}

function ownHeaders(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const foreign = own.find(([name]) => OURS.test(name));
  if (foreign) throw new TypeError(`the header ${foreign[0]} is set by SafeHttp`);
  return Object.fromEntries(own);
}

function within(wanted: number | undefined, standard: number, max: number): number {
  return Math.max(0, Math.min(wanted ?? standard, max));
}
