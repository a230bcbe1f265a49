import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { type Peer, peerReader } from './peer.js';

const FORWARDED = {
  nothing: {},
  address: { 'x-forwarded-for': '203.0.113.7' },
  chain: { 'x-forwarded-for': '198.51.100.1, 203.0.113.7, 127.0.0.2' },
  host: { 'x-forwarded-host': 'inner.example, outer.example' },
  protocol: { 'x-forwarded-proto': 'http, https' },
  'an empty host': { 'x-forwarded-host': '' },
  all: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': 'outer.example', 'x-forwarded-proto': 'https' },
};
const RANGES = { nobody: [], loopback: ['127.0.0.0/8'], 'somebody else': ['192.0.2.0/24'] };

const cases = Object.entries(RANGES).flatMap(([who, ranges]) =>
  Object.entries(FORWARDED).map(([what, headers]) => ({
    who,
    ranges,
    what,
    headers: headers as Record<string, string>,
  })),
);

describe('the peer of a request', () => {
  it.each(cases)('is what Fastify takes it for, when $who is trusted and $what is forwarded', async (one) => {
    const app = fastify({ trustProxy: one.ranges.length > 0 ? one.ranges : false });
    const peerOf = peerReader(one.ranges);
    const seen: Peer[] = [];
    app.get('/', (request) => {
      const { ip, host, protocol } = request;
      seen.push(peerOf(request.raw), { ip, host, protocol });
      return '';
    });
    try {
      await app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = app.server.address() as AddressInfo;
      await fetch(`http://127.0.0.1:${port}/`, { headers: one.headers });
    } finally {
      await app.close();
    }
    expect(seen[0]?.ip).toBeTruthy();
    expect(seen[0]).toEqual(seen[1]);
  });
});
