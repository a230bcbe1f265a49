import type { IncomingHttpHeaders } from 'node:http';

export interface Outgoing {
  /** The whole Authorization header that the upstream gets; null for none. */
  authorization: string | null;
  keepsCookies: boolean;
  hasBody: boolean;
  requestId: string;
  traceparent: string;
  forwarded: { ip: string; host: string; proto: string };
}

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  // Node has answered it by itself, and undici refuses to send it.
  'expect',
]);

/** Names by which some server somewhere takes an identity, an address or another method or path from a stranger. */
const CLAIMS = [
  'authorization',
  'cookie',
  'forwarded',
  'x-forwarded',
  'x-user',
  'x-org',
  'x-tenant',
  'x-auth',
  'x-account',
  'x-principal',
  'x-subject',
  'x-role',
  'x-permission',
  'x-scope',
  'x-actor',
  'x-admin',
  'x-internal',
  'x-impersonat',
  'x-remote',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-ssl',
  'x-client-cert',
  'x-original',
  'x-rewrite',
  'x-http-method',
  'x-method-override',
  'x-host',
  'x-request-id',
  'traceparent',
  'true-client-ip',
  'cf-connecting-ip',
  'remote-user',
];

/** Whether a header of the caller may go on to a service. `_` counts as `-`: some servers read both as one name. */
export function passesIn(name: string, namedInConnection: ReadonlySet<string>): boolean {
  if (HOP_BY_HOP.has(name) || namedInConnection.has(name)) return false;
  const spelled = name.replaceAll('_', '-');
  return spelled === name && !CLAIMS.some((claim) => name.startsWith(claim));
}

/** The header names that a Connection header makes hop-by-hop. */
export function namesInConnection(connection: string | undefined): Set<string> {
  const names = (connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return new Set(names.filter((name) => name !== ''));
}

/** The headers that the upstream gets: the caller's harmless ones, and ours for everything that says who asks. */
export function headersForUpstream(incoming: IncomingHttpHeaders, outgoing: Outgoing): IncomingHttpHeaders {
  const named = namesInConnection(incoming.connection);
  const headers: IncomingHttpHeaders = {};
  for (const [name, value] of Object.entries(incoming)) {
    if (value !== undefined && passesIn(name, named)) headers[name] = value;
  }
  // A body that is not sent must not be announced.
  if (!outgoing.hasBody) delete headers['content-length'];
  if (outgoing.keepsCookies && incoming.cookie !== undefined) headers.cookie = incoming.cookie;
  if (outgoing.authorization !== null) headers.authorization = outgoing.authorization;
  return {
    ...headers,
    'x-request-id': outgoing.requestId,
    traceparent: outgoing.traceparent,
    'x-forwarded-for': outgoing.forwarded.ip,
    'x-forwarded-host': outgoing.forwarded.host,
    'x-forwarded-proto': outgoing.forwarded.proto,
  };
}
