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
const IDENTITY = /^x-(?:forwarded|user|org|tenant|auth|account|principal|subject|role|permission|scope|actor|admin)/;
const ADDRESS =
  /^x-(?:internal|impersonat|remote|real-ip|client-ip|cluster-client-ip|ssl|client-cert|original|rewrite|http-method|method-override|host|request-id)/;
/** `_` counts as `-`: some servers read both as one name, so no name with one passes. */
const OTHER = /^(?:authorization|cookie|forwarded|traceparent|true-client-ip|cf-connecting-ip|remote-user)|_/;
const NONE: ReadonlySet<string> = new Set();

const isClaim = (name: string): boolean => IDENTITY.test(name) || ADDRESS.test(name) || OTHER.test(name);

/** Names that were judged before: callers use the same few, and a stranger who invents some must not fill memory. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 1_000;

function isHarmless(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const harmless = !HOP_BY_HOP.has(name) && !isClaim(name);
  if (judged.size < MOST_JUDGED) judged.set(name, harmless);
  return harmless;
}

/** Whether a header of the caller may go on to a service. */
export function passesIn(name: string, namedInConnection: ReadonlySet<string>): boolean {
  return isHarmless(name) && !namedInConnection.has(name);
}

/** The header names that a Connection header makes hop-by-hop. */
export function namesInConnection(connection: string | undefined): ReadonlySet<string> {
  if (connection === undefined) return NONE;
  const names = connection.split(',').map((name) => name.trim().toLowerCase());
  return new Set(names.filter((name) => name !== ''));
}

/** The headers that the upstream gets: the caller's harmless ones, and ours for everything that says who asks. */
export function headersForUpstream(incoming: IncomingHttpHeaders, outgoing: Outgoing): IncomingHttpHeaders {
  const named = namesInConnection(incoming.connection);
  const headers: IncomingHttpHeaders = {};
  for (const name in incoming) if (passesIn(name, named)) headers[name] = incoming[name];
  // A body that is not sent must not be announced.
  if (!outgoing.hasBody) delete headers['content-length'];
  if (outgoing.keepsCookies && incoming.cookie !== undefined) headers.cookie = incoming.cookie;
  if (outgoing.authorization !== null) headers.authorization = outgoing.authorization;
  headers['x-request-id'] = outgoing.requestId;
  headers['traceparent'] = outgoing.traceparent;
  headers['x-forwarded-for'] = outgoing.forwarded.ip;
  headers['x-forwarded-host'] = outgoing.forwarded.host;
  headers['x-forwarded-proto'] = outgoing.forwarded.proto;
  return headers;
}
