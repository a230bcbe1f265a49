// A stand-in for the gateway while building screens: serves the built app under the real content security policy and
// canned answers of the contract. Not shipped, not a test double: no test depends on it.
//   node test/fixture-server/server.mjs [--port=4400] [--state=full|empty] [--slow=800]
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { answer } from './api.mjs';
import { openStream } from './streams.mjs';
import { wishesOf } from './wishes.mjs';

const option = (name, fallback) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? fallback;
const DIST = option('dist', join(import.meta.dirname, '../../dist'));
const STATE = option('state', 'full');
const SLOW_MS = Number(option('slow', '0'));
export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function sendJson(response, status, body) {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
  response.end(JSON.stringify(body));
}

function api(request, response, url) {
  const { state = STATE, isHung, refusal } = wishesOf(request, url);
  request.resume();
  if (refusal) return sendJson(response, refusal.status, refusal);
  if (isHung) return undefined;
  if (/\/live$|\/tail$|\/log\/stream$/.test(url.pathname)) return openStream(response, url, state);
  const body = answer(request.method, url, state);
  const notFound = {
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'No such thing here.',
    code: 'not_found',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  };
  const send = () =>
    body === null ? response.writeHead(204).end() : sendJson(response, body ? 200 : 404, body ?? notFound);
  return SLOW_MS > 0 ? setTimeout(send, SLOW_MS) : send();
}

function file(response, pathname) {
  const wanted = join(DIST, normalize(pathname));
  if (pathname.startsWith('/assets/') && !existsSync(wanted)) return response.writeHead(404).end();
  const path = extname(wanted) && existsSync(wanted) ? wanted : join(DIST, 'index.html');
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
    'x-content-type-options': 'nosniff',
  });
  return createReadStream(path).pipe(response);
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  return url.pathname.startsWith('/api/') ? api(request, response, url) : file(response, url.pathname);
}).listen(Number(option('port', '4400')), '127.0.0.1', () =>
  console.log(`fixture server (${STATE}) on http://localhost:${option('port', '4400')}`),
);
