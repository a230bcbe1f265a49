import { createServer } from 'node:http';
import { greet } from './greeting.js';
import { Health } from './health.js';
import { log } from './log.js';
import { Visits } from './visits.js';

/** The HTTP server: `GET /healthz` and `GET /hello?name=`. */
export function createApp() {
  const state = { visits: new Visits(), health: new Health() };
  return createServer((request, response) => {
    try {
      answer(request, response, state);
    } catch (error) {
      state.health.recordFailure();
      log('error', `request failed: ${error.message}`, { path: request.url, stack: error.stack });
      send(response, 500, { error: 'internal' });
    }
  });
}

function answer(request, response, { visits, health }) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/healthz') return health.isGood() ? send(response, 200, { status: 'ok' }) : send(response, 503, { status: 'failing' });
  if (url.pathname !== '/hello') return send(response, 404, { error: 'not found' });
  const name = url.searchParams.get('name');
  const visit = visits.record(name ?? 'world');
  log('info', 'greeted', { name, visit });
  send(response, 200, { message: greet(name), visit });
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
