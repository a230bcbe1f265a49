import type { IncomingHttpHeaders } from 'node:http';
import { type Span, startSpan, untracedSpan } from './spans.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Asked every few seconds by machines; a trace of each would bury the others. */
const PROBES = new Set(['/livez', '/readyz']);

/** What is said about a request that arrived: Fastify's, and everybody else's. */
export interface ArrivedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
  readonly protocol: string;
  readonly raw: { readonly url?: string | undefined };
}

/** The span of a request that arrived, below the caller's; none for probes. */
export function serverSpan(request: ArrivedRequest, traceparent: string | undefined): Span {
  const url = request.raw.url ?? '';
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  if (PROBES.has(path)) return untracedSpan('server', traceparent);
  const method = methodOf(request.method);
  return startSpan({
    name: method,
    kind: 'server',
    parent: traceparent ?? '',
    attributes: () => ({
      'http.request.method': method,
      'url.path': path,
      'url.scheme': request.protocol,
      'client.address': request.ip,
    }),
  });
}

/** Ends it with what the route and the answer were. */
export function endServerSpan(
  span: Span,
  request: ArrivedRequest,
  { route, status }: { route: string; status: number },
): void {
  if (!span.isTraced) return;
  span.rename(`${methodOf(request.method)} ${route}`);
  span.set({ 'http.response.status_code': status, 'http.route': route });
  span.end(status >= 500 ? String(status) : undefined);
}

/** The span of a request that we send to one of our own services. */
export function clientSpan(method: string, url: URL, peer: string): Span {
  return startSpan({
    name: methodOf(method),
    kind: 'client',
    attributes: () => ({
      'http.request.method': methodOf(method),
      'server.address': url.hostname,
      'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
      'url.scheme': url.protocol.slice(0, -1),
      'peer.service': peer,
    }),
  });
}

/** Ends it with the status of the answer; undefined when there was none. */
export function endClientSpan(span: Span, status: number | undefined): void {
  if (status !== undefined) span.set({ 'http.response.status_code': status });
  span.end(status === undefined ? 'no_answer' : status >= 400 ? String(status) : undefined);
}

/** A method that nobody knows must not become a name of its own. */
function methodOf(method: string): string {
  return METHODS.has(method) ? method : '_OTHER';
}
