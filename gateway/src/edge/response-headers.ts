import type { IncomingHttpHeaders } from 'node:http';
import { namesInConnection, passesIn } from './request-headers.js';

// Set by the gateway for every answer, or nobody's business outside.
const OURS = new Set([
  'server',
  'x-powered-by',
  'via',
  'alt-svc',
  'strict-transport-security',
  'content-security-policy',
  'ratelimit',
  'ratelimit-policy',
  'set-cookie',
]);

/** The headers of an upstream's answer that the caller gets. Cookies only where the route keeps them. */
export function headersForCaller(upstream: IncomingHttpHeaders, keepsCookies: boolean): IncomingHttpHeaders {
  const named = namesInConnection(upstream.connection);
  const headers: IncomingHttpHeaders = {};
  for (const name in upstream) if (!OURS.has(name) && passesIn(name, named)) headers[name] = upstream[name];
  if (keepsCookies && upstream['set-cookie']) headers['set-cookie'] = upstream['set-cookie'];
  return headers;
}
